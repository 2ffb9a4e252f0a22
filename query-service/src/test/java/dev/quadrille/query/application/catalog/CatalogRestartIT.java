package dev.quadrille.query.application.catalog;

import static dev.quadrille.testsupport.samples.Samples.SKU;
import static dev.quadrille.testsupport.samples.Samples.productListed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.query.QueryServiceApplication;
import dev.quadrille.query.application.QueryClient;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.Servers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

class CatalogRestartIT {

    private static final String UNAVAILABLE_BROKER = "127.0.0.1:1";

    private final Database database = Servers.postgres().newDatabase();

    @BeforeAll
    static void setTimeout() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @Test
    void servesLastKnownProductsAfterRestartWithoutBroker() {
        Servers.kafka().clear();
        HttpResponse<String> before;
        try (ConfigurableApplicationContext service = start(Servers.kafka().bootstrapServers());
                TopicLog<ProductListed> catalog = new TopicLog<>(Topic.CATALOG)) {
            catalog.publish(productListed(10, 1));
            catalog.publish(productListed(20, 2));
            await().until(() -> savedPrice(service) == 20);
            await().until(() -> isReady(service));
            before = product(service);
            assertThat(before.statusCode()).isEqualTo(200);
        }
        try (ConfigurableApplicationContext restarted = start(UNAVAILABLE_BROKER)) {
            HttpResponse<String> after = product(restarted);
            assertThat(after.body()).isEqualTo(before.body());
            assertThat(after.headers().firstValue("ETag"))
                    .isEqualTo(before.headers().firstValue("ETag"));
            await().until(() -> isReady(restarted));
        }
    }

    @Test
    void isNotReadyWithoutBrokerAndProducts() {
        try (ConfigurableApplicationContext service = start(UNAVAILABLE_BROKER)) {
            await().during(Duration.ofSeconds(5)).until(() -> !isReady(service));
            assertThat(product(service).statusCode()).isEqualTo(404);
        }
    }

    private static long savedPrice(ConfigurableApplicationContext service) {
        return service.getBean(CatalogSnapshot.class).load().stream()
                .mapToLong(it -> it.price().amount())
                .sum();
    }

    private static boolean isReady(ConfigurableApplicationContext service) {
        HealthEndpoint health = service.getBean(HealthEndpoint.class);
        return requireNonNull(health.healthForPath("readiness")).getStatus().equals(Status.UP);
    }

    private static HttpResponse<String> product(ConfigurableApplicationContext service) {
        int port = service.getEnvironment().getRequiredProperty("local.server.port", int.class);
        return new QueryClient(port).asAnonymous("/api/products/" + SKU);
    }

    private ConfigurableApplicationContext start(String bootstrapServers) {
        return new SpringApplicationBuilder(QueryServiceApplication.class)
                .profiles("demo")
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                        "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri="
                                + Tokens.keySetUri());
    }
}

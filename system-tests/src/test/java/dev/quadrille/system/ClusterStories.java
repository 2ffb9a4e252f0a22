package dev.quadrille.system;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.ContainerDeployment;
import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.GuaranteeAudit;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.deployment.SteadyLoad;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// High availability of the cluster: one replica of a component fails and stays down while orders
/// are placed and settled. These tests run only by name, because they need a container engine:
///
///     ./mvnw verify -pl … -Dquadrille.deployment=cluster -Dit.test=ClusterStories
class ClusterStories {

    private static final int ORDERS = 60;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    // The values from docker-compose.cluster.test.yml.
    private static final String STANDBY = "jdbc:postgresql://127.0.0.1:20433/query_service";
    private static final int BURST = 200;
    private static final int PER_SECOND = 50;
    private static final int REQUESTS = 1000;
    private static final int SENDERS = 20;

    private final RunningSystem system = RunningSystem.get();
    private final ContainerDeployment cluster = (ContainerDeployment) system.deployment();
    private final GuaranteeAudit audit = system.audit();
    private final Customer bob = system.customer("bob");

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "kafka-2", "kafka-3", "postgres-standby", "gateway", "valkey"})
    void settlesOrdersWithoutOneReplica(String service) throws InterruptedException {
        int before = audit.orders();
        SteadyLoad load = SteadyLoad.of(bob, FailureStoriesIT.purchases(ORDERS), BETWEEN);
        load.awaitHalf();
        cluster.killOne(service);
        try {
            assertThat(load.orders()).hasSize(ORDERS);
            audit.awaitAllSettled("one replica down: " + service);
            assertThat(audit.orders() - before).isEqualTo(ORDERS);
            bob.assertReadable(confirmed());
        } finally {
            cluster.start(service);
        }
    }

    @Test
    void readsSettledOrdersWithoutPrimaryAndSettlesNewOnesAfterRestart()
            throws InterruptedException {
        PlacedOrder order = confirmed();
        await().until(() -> standbyShows(order));
        int before = audit.orders();
        SteadyLoad load = SteadyLoad.of(bob, FailureStoriesIT.purchases(ORDERS), BETWEEN);
        load.awaitHalf();
        cluster.kill(Component.POSTGRES);
        try {
            assertThat(order.status()).isEqualTo("CONFIRMED");
            assertThat(order.events()).hasSize(5);
        } finally {
            cluster.start(Component.POSTGRES);
        }
        assertThat(load.orders()).hasSize(ORDERS);
        audit.awaitAllSettled("the kill of the primary");
        assertThat(audit.orders() - before).isEqualTo(ORDERS);
    }

    @Test
    void topicHasThreeReplicasAndTwoMustAcknowledge() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "order-flow");
        try (Admin brokers = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()))) {
            assertThat(brokers.describeConfigs(List.of(topic)).all().get().values())
                    .singleElement()
                    .extracting(it -> it.get("min.insync.replicas").value())
                    .isEqualTo("2");
            assertThat(brokers.describeTopics(List.of(topic.name())).allTopicNames().get().values())
                    .flatExtracting(TopicDescription::partitions)
                    .hasSize(12)
                    .allSatisfy(it -> assertThat(it.replicas()).hasSize(3));
        }
    }

    /// Both gateways share one rate limit, independent of forged client addresses.
    @Test
    void gatewaysShareOneRateLimit() throws Exception {
        // The gateways reconnect to a restarted Valkey after a moment.
        await().until(cluster::sharesLimits);
        long start = System.nanoTime();
        List<Integer> statuses = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Callable<Integer>> requests =
                    IntStream.range(0, REQUESTS)
                            .<Callable<Integer>>mapToObj(i -> () -> status(http, products(i)))
                            .toList();
            for (Future<Integer> status : senders.invokeAll(requests)) {
                statuses.add(status.get());
            }
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
        long served = statuses.stream().filter(it -> it == 200).count();
        System.out.printf("%d of %d served in %d s%n", served, REQUESTS, seconds);
        assertThat(statuses).containsOnly(200, 429);
        assertThat(served).isBetween((long) PER_SECOND, BURST + PER_SECOND * seconds);
    }

    private static int status(HttpClient http, HttpRequest request)
            throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest products(int number) {
        return HttpRequest.newBuilder(URI.create(system.url() + "/api/products"))
                .header("X-Forwarded-For", "198.51.100." + number % 250)
                .build();
    }

    private PlacedOrder confirmed() {
        PlacedOrder order = bob.place(aPurchase());
        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        return order;
    }

    private static boolean standbyShows(PlacedOrder order) throws SQLException {
        try (Connection standby =
                        DriverManager.getConnection(STANDBY, "query_service", "query_service");
                PreparedStatement query =
                        standby.prepareStatement(
                                "select settled and pg_is_in_recovery() from order_view"
                                        + " where order_id = ?")) {
            query.setObject(1, UUID.fromString(order.id()));
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}

package dev.quadrille.payment;

import static dev.quadrille.payment.StubProvider.Fault.HELD_RESPONSE;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.Servers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@RealServers
@SpringBootTest(
        properties = {"quadrille.provider.response-timeout=60s", "quadrille.provider.lease=120s"})
class PaymentReplicasIT {

    // More than the bulkhead of one replica admits.
    private static final int PAYMENTS = 300;
    private static final StubProvider PROVIDER = new StubProvider();

    private final Environment environment;
    private final Database database;

    @Autowired
    PaymentReplicasIT(Environment environment, Database database) {
        this.environment = environment;
        this.database = database;
    }

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("quadrille.provider.url", PROVIDER::url);
    }

    @Test
    void chargeEachPaymentOnce() {
        List<OrderId> orders =
                Stream.generate(() -> new OrderId(Uuids.next())).limit(PAYMENTS).toList();
        orders.forEach(order -> PROVIDER.injectFaults(order, HELD_RESPONSE));
        try (ConfigurableApplicationContext _ = anotherReplica();
                TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW)) {
            log.publish(orders.stream().map(order -> stockReserved(order)).toList());
            // One replica alone cannot hold all calls at the same time.
            await().until(() -> orders.stream().noneMatch(it -> PROVIDER.calls(it).isEmpty()));
            PROVIDER.releaseHeld();
            await().until(() -> orders.stream().allMatch(it -> isCharged(log, it)));
        }
        assertThat(orders).allSatisfy(it -> assertThat(PROVIDER.calls(it)).hasSize(1));
    }

    @Test
    void takeOverTheCallsOfAStoppedReplica() {
        List<OrderId> orders =
                Stream.generate(() -> new OrderId(Uuids.next())).limit(PAYMENTS).toList();
        orders.forEach(order -> PROVIDER.injectFaults(order, HELD_RESPONSE));
        try (TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW)) {
            try (ConfigurableApplicationContext _ = anotherReplica()) {
                log.publish(orders.stream().map(order -> stockReserved(order)).toList());
                await().until(() -> orders.stream().noneMatch(it -> PROVIDER.calls(it).isEmpty()));
            }
            // The running replica may hold all its permits until its own calls end. The leases of
            // the
            // stopped replica would last for two minutes.
            PROVIDER.releaseHeld();
            await().until(() -> orders.stream().allMatch(it -> isCharged(log, it)));
        }
        assertThat(orders).anyMatch(it -> PROVIDER.calls(it).size() > 1);
    }

    private static boolean isCharged(TopicLog<OrderEvent> log, OrderId order) {
        return log.about(order).stream().anyMatch(PaymentCharged.class::isInstance);
    }

    private ConfigurableApplicationContext anotherReplica() {
        String[] commonProperties =
                Stream.of(
                                "quadrille.provider.url",
                                "quadrille.provider.response-timeout",
                                "quadrille.provider.lease")
                        .map(it -> "--" + it + "=" + environment.getRequiredProperty(it))
                        .toArray(String[]::new);
        return new SpringApplicationBuilder(PaymentServiceApplication.class)
                .profiles("demo")
                .initializers(it -> Servers.connect(it, database))
                .run(
                        Stream.concat(
                                        Stream.of(commonProperties),
                                        Stream.of("--server.port=0", "--management.server.port=0"))
                                .toArray(String[]::new));
    }
}

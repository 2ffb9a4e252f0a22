package dev.quadrille.query.application;

import static dev.quadrille.testsupport.samples.Samples.orderConfirmed;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.QueryServiceApplication;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.replica.NextRelease;
import dev.quadrille.testsupport.replica.ReplicaProcess;
import dev.quadrille.testsupport.replica.ServiceArguments;
import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.Servers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The projection of this release running beside the next release, and rows that it cannot read.
@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectionRollingUpgradeIT {

    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final QueryClient client;
    private final DeadLetters letters;
    private final JdbcClient jdbc;
    private final Database database;

    @Autowired
    ProjectionRollingUpgradeIT(
            @LocalServerPort int port, DeadLetters letters, JdbcClient jdbc, Database database) {
        this.client = new QueryClient(port);
        this.letters = letters;
        this.jdbc = jdbc;
        this.database = database;
    }

    @DynamicPropertySource
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void projectsOtherOrdersIfOneViewIsUnreadable() {
        OrderId unreadable = SampleOrders.order();
        OrderId other = SampleOrders.order();
        log.publish(List.of(orderPlaced(unreadable), orderPlaced(other)));
        await().until(() -> version(unreadable) == 1 && version(other) == 1);
        String seen = setSeen(unreadable, "nonsense");
        log.publish(List.of(stockReserved(unreadable), stockReserved(other)));
        await().until(() -> version(other) == 2);
        ListedDeadLetter letter = awaitDeadLetter(unreadable);
        assertThat(letter.cause()).startsWith("UnreadableState");
        assertThat(JsonPath.<List<String>>read(list().body(), "$.orders[*].orderId"))
                .contains(other.toString())
                .doesNotContain(unreadable.toString());
        var _ = setSeen(unreadable, seen);
        letters.replay(letter.id());
        await().until(() -> version(unreadable) == 2);
        assertThat(JsonPath.<List<String>>read(list().body(), "$.orders[*].orderId"))
                .contains(unreadable.toString());
    }

    @Test
    void leavesOrderWithUnknownEventToNextRelease() {
        OrderId withdrawn = SampleOrders.order();
        OrderId fraud = SampleOrders.order();
        log.publish(List.of(orderPlaced(withdrawn), orderPlaced(fraud)));
        send(List.of(NextRelease.withdrawn(withdrawn), NextRelease.cancelledForFraud(fraud)));
        log.publish(List.of(stockReserved(withdrawn), stockReserved(fraud)));
        OrderId other = SampleOrders.order();
        log.publish(List.of(orderPlaced(other), orderConfirmed(other)));
        await().until(() -> version(other) == 2);
        assertThat(awaitDeadLetter(withdrawn).type()).isEqualTo("OrderWithdrawn");
        assertThat(awaitDeadLetter(fraud).type()).isEqualTo("OrderCancelled");
        await().until(() -> letters.oldest().stream().allMatch(it -> it.parked() == 1));
        assertThat(version(withdrawn) + version(fraud)).isEqualTo(2);
        try (ReplicaProcess next = startNextRelease()) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> version(withdrawn) == 3 && version(fraud) == 3);
            assertThat(letters.oldest()).isEmpty();
            assertThat(next.isAlive()).isTrue();
        }
        assertThat(reasonOf(fraud)).isEqualTo("FRAUD_SUSPECTED");
    }

    private ReplicaProcess startNextRelease() {
        return ReplicaProcess.ofNextRelease(
                NextRelease.classes(),
                QueryServiceApplication.class,
                List.of(ServiceArguments.of(database)));
    }

    private ListedDeadLetter awaitDeadLetter(OrderId order) {
        return await().until(
                        () ->
                                letters.oldest().stream()
                                        .filter(it ->
                                                it.orderId().stream()
                                                        .anyMatch(order.value()::equals))
                                        .toList(),
                        found -> found.size() == 1)
                .getFirst();
    }

    private HttpResponse<String> list() {
        return client.asAlice("/api/orders");
    }

    /// Read from the row, because this release cannot read a view that the next one has written.
    private int version(OrderId order) {
        return jdbc.sql("select version from order_view where order_id = :order")
                .param("order", order.value())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private String reasonOf(OrderId order) {
        return jdbc.sql("select reason from order_view where order_id = :order")
                .param("order", order.value())
                .query(String.class)
                .single();
    }

    /// Returns the previous value.
    private String setSeen(OrderId order, String seen) {
        String before =
                jdbc.sql("select seen from order_view where order_id = :order")
                        .param("order", order.value())
                        .query(String.class)
                        .single();
        jdbc.sql("update order_view set seen = :seen where order_id = :order")
                .param("seen", seen)
                .param("order", order.value())
                .update();
        return before;
    }

    private static void send(List<ProducerRecord<String, byte[]>> records) {
        Map<String, Object> servers =
                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers());
        try (var producer =
                new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
            producer.flush();
            sent.forEach(Future::resultNow);
        }
    }
}

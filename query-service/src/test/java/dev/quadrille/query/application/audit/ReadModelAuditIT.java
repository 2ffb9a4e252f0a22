package dev.quadrille.query.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.audit.AuditQueries;
import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.AuditedOrder;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.QueryClient;
import dev.quadrille.query.application.SampleOrders;
import dev.quadrille.query.application.TableContents;
import dev.quadrille.query.application.audit.model.ModelDifference;
import dev.quadrille.query.application.audit.model.ReadModelRepair;
import dev.quadrille.query.application.audit.model.ReadModelVerification;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Verification and repair of the stored read model, and the audit's statements on it.
@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadModelAuditIT {

    private static final StubLedger PROVIDER = new StubLedger();

    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final QueryClient client;
    private final ReadModelVerification verification;
    private final ReadModelRepair repair;
    private final AuditQueries views;
    private final LedgerCopy ledger;
    private final JdbcClient jdbc;
    private OrderId order = SampleOrders.order();

    @Autowired
    ReadModelAuditIT(
            @LocalServerPort int port,
            ReadModelVerification verification,
            ReadModelRepair repair,
            AuditQueries views,
            LedgerCopy ledger,
            JdbcClient jdbc) {
        this.client = new QueryClient(port);
        this.verification = verification;
        this.repair = repair;
        this.views = views;
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
        properties.add("quadrille.audit.addresses.payment-provider", PROVIDER::url);
    }

    @BeforeEach
    void publishOrders() {
        order = SampleOrders.order();
        log.publish(SampleOrders.ofEveryKind(5));
        log.publish(SampleOrders.confirmed(order));
        await().until(() -> log.isConsumedBy("query-service"));
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void comparesUnchangedOrdersOnce() {
        assertThat(verify().differences()).isEmpty();

        ReadModelVerification.Result second = verify();

        assertThat(second.complete()).isTrue();
        assertThat(second.orders()).isGreaterThanOrEqualTo(21);
        assertThat(second.compared()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'PLACED'",
                "settled = false",
                "customer_id = 'mallory'",
                "reason = 'DEADLINE_PASSED'",
                "placed = replace(placed, 'Vienna', 'Graz')",
                "placed_at = placed_at + interval '1 second'",
                "updated_at = updated_at + interval '1 microsecond'",
                "version = version + 1",
                "log_offset = log_offset + 1",
                "seen = replace(seen, 'OrderConfirmed:', 'OrderConfirmed:1')"
            })
    void findsAndRepairsAWrongField(String change) {
        verify();
        TableContents right = TableContents.ofServing(jdbc);
        plant("update order_view set " + change);

        assertThat(verify().differences())
                .singleElement()
                .satisfies(it -> assertThat(it.orderId()).isEqualTo(order))
                .extracting(ModelDifference::text)
                .asString()
                .contains(change.substring(0, change.indexOf(' ')));

        repair.project(List.of(order));
        assertThat(verify().differences()).isEmpty();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from order_view",
                "delete from order_event",
                "update order_event set data = '{'",
                "update order_event set at = at + interval '1 second'"
            })
    void findsAndRepairsLostAndDamagedRows(String damage) {
        verify();
        TableContents right = TableContents.ofServing(jdbc);
        plant(damage);

        assertThat(verify().differences())
                .extracting(ModelDifference::orderId)
                .containsExactly(order);

        repair.project(List.of(order));
        assertThat(verify().differences()).isEmpty();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(right);
    }

    @Test
    void repairsAnOrderWithoutAnyRow() {
        TableContents right = TableContents.ofServing(jdbc);
        plant("delete from order_view");
        plant("delete from order_event");

        repair.project(List.of(order));

        assertThat(TableContents.ofServing(jdbc)).isEqualTo(right);
    }

    @Test
    void readsTheViewsOfOrders() {
        assertThat(views.orders(AuditRange.of(order.value()), 10))
                .containsExactly(new AuditedOrder(order.value(), "CONFIRMED", true, false, 0, 0));
        plant("update order_view set seen = 'OrderCancelled:1:1 ' || seen");
        assertThat(views.orders(AuditRange.of(order.value()), 10))
                .containsExactly(
                        new AuditedOrder(
                                order.value(), "CONFIRMED and CANCELLED", true, true, 0, 0));
        repair.project(List.of(order));
    }

    @Test
    void dividesOrdersIntoRangesByLimit() {
        OrderDigest first = views.digest(AuditRange.ALL, 2);
        OrderDigest rest = views.digest(AuditRange.ALL.from(first.last().orElseThrow()), 1_000_000);
        OrderDigest all = views.digest(AuditRange.ALL, 1_000_000);

        assertThat(first.orders()).isEqualTo(2);
        assertThat(first.orders() + rest.orders()).isEqualTo(all.orders());
        assertThat(first.ids() ^ rest.ids()).isEqualTo(all.ids());
        assertThat(first.kept() + rest.kept()).isEqualTo(all.kept());
    }

    @Test
    void sumsUpTheLedgerByOrderOnce() {
        long position = ledger.position();
        List<LedgerCopy.Entry> entries =
                List.of(
                        new LedgerCopy.Entry(position + 1, order.toString(), "CHARGED", 500),
                        new LedgerCopy.Entry(position + 2, order.toString(), "REFUNDED", 200),
                        new LedgerCopy.Entry(position + 3, "no-order", "DECLINED", 100));

        ledger.append(position, entries);
        // Another replica has read the same entries.
        ledger.append(position, entries);

        assertThat(ledger.position()).isEqualTo(position + 3);
        assertThat(ledger.orders(AuditRange.of(order.value()), 10))
                .containsExactly(
                        new AuditedOrder(
                                order.value(), "charged 500, refunded 200", true, false, 300, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"digest", "orders", "products", "backlog"})
    void auditViewsAreForOperatorsOnly(String view) {
        String path =
                "/internal/audit/%s?after=%s&through=%s&limit=10"
                        .formatted(view, AuditRange.ALL.after(), AuditRange.ALL.through());

        assertThat(client.asOperator(path).statusCode()).isEqualTo(200);
        assertThat(client.asAlice(path).statusCode()).isEqualTo(403);
        assertThat(client.asAnonymous(path).statusCode()).isEqualTo(401);
    }

    @Test
    void namesTheServicesThatDoNotRespond() {
        String body = client.asOperator("/api/audit").body();

        assertThat(body)
                .contains("\"ok\":false")
                .contains("could not be checked: order-service did not respond")
                .contains("could not be checked: inventory-service did not respond");
    }

    @Test
    void copiesTheLedgerAndKeepsTheToken() {
        PROVIDER.charge(order.toString(), 700);
        client.asOperator("/api/audit");

        assertThat(ledger.orders(AuditRange.of(order.value()), 10))
                .extracting(AuditedOrder::amount)
                .containsExactly(700L);
        assertThat(PROVIDER.hasReceivedToken()).isFalse();
    }

    private ReadModelVerification.Result verify() {
        return verification.verify(Duration.ofMinutes(1), Duration.ofMinutes(1), () -> {});
    }

    private void plant(String statement) {
        jdbc.sql(statement + " where order_id = :order").param("order", order.value()).update();
    }
}

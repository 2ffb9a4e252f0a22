package dev.quadrille.query.application.audit;

import static dev.quadrille.query.application.audit.InMemoryAuditedSystem.PRICE;
import static dev.quadrille.query.application.audit.InMemoryAuditedSystem.SKU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.audit.AuditedOrder;
import dev.quadrille.messaging.audit.MessageBacklog;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.audit.AuditedSystem.CatalogCopy;
import dev.quadrille.query.application.audit.model.ReadModelVerification;
import dev.quadrille.query.application.audit.range.RememberedRanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Plants one violation at a time into a consistent system, and expects exactly that one.
class AuditTest {

    private static final AuditSettings SETTINGS =
            new AuditSettings(
                    Duration.ofSeconds(60),
                    Duration.ZERO,
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1));

    private final InMemoryAuditedSystem system = new InMemoryAuditedSystem();
    private final InMemoryModelRecords model =
            new InMemoryModelRecords(system.records(AuditSource.READ_MODEL));
    private final List<OrderId> projected = new ArrayList<>();
    private Runnable betweenReads = () -> {};
    private final Audit audit = audit(SETTINGS);

    private Audit audit(AuditSettings settings) {
        return new Audit(
                settings,
                new ReadModelVerification(
                        model, system.records(AuditSource.READ_MODEL), RememberedRanges.SIZE),
                projected::addAll,
                () -> betweenReads.run(),
                RememberedRanges.SIZE);
    }

    @BeforeEach
    void recordConsistentOrders() {
        system.confirmed();
        system.cancelled();
    }

    @Test
    void findsNothingInAConsistentSystem() {
        List<AuditResult> results = audit.run(system);

        assertThat(results).allMatch(AuditResult::ok);
        assertThat(results)
                .extracting(it -> it.check().label() + ": " + it.figure())
                .containsExactly(
                        "outcomes: 2 orders, 1 confirmed, 1 cancelled, 0 placed",
                        "settlement: 0 orders in flight",
                        "money: confirmed 499.00, charged - refunded 499.00",
                        "reservations: 1 confirmed orders",
                        "stock: 1 SKUs, 100,000 pieces delivered",
                        "shipments: 1 confirmed orders",
                        "read-model: 2 orders, 2 of them compared now",
                        "catalog: 1 products in 4 copies",
                        "outboxes: 0 events in outboxes, 0 dead letters, 0 parked events");
    }

    @Test
    void findsAnOrderThatOrderServiceHasLost() {
        UUID order = system.confirmed();
        system.remove(AuditSource.ORDERS, order);

        assertThat(violations())
                .containsExactly(
                        "outcomes: "
                                + order
                                + ": unknown to order-service; inventory-service: COMMITTED,"
                                + " payment-provider: charged, payment-service: CHARGED,"
                                + " query-service: CONFIRMED, shipping-service: BOOKED");
    }

    @Test
    void findsTwoOutcomes() {
        UUID order = system.confirmed();
        system.put(AuditSource.READ_MODEL, order, "CONFIRMED and CANCELLED", true, true, 0);

        assertThat(violations())
                .containsExactly(
                        "outcomes: "
                                + order
                                + ": CONFIRMED in order-service, CONFIRMED and CANCELLED in the"
                                + " read model");
    }

    @Test
    void findsAnOverdueOrder() {
        UUID order = system.placed(95);

        assertThat(violations()).containsExactly("settlement: " + order + ": PLACED after 95 s");
    }

    @Test
    void findsAWrongPayment() {
        UUID order = system.confirmed();
        system.put(AuditSource.PAYMENTS, order, "CHARGED", true, false, 39_900);

        assertThat(violations())
                .containsExactly(
                        "money: "
                                + order
                                + ": payment is 399.00, must be 499.00, difference -100.00");
    }

    @Test
    void findsADoubleCharge() {
        UUID order = system.confirmed();
        system.put(AuditSource.LEDGER, order, "charged", true, false, 2 * PRICE);

        assertThat(violations())
                .containsExactly(
                        "money: "
                                + order
                                + ": charged - refunded is 998.00, must be 499.00, difference"
                                + " 499.00");
    }

    @Test
    void findsAChargeOfACancelledOrder() {
        UUID order = system.cancelled();
        system.put(AuditSource.LEDGER, order, "charged", true, false, 1);

        assertThat(violations())
                .containsExactly(
                        "money: "
                                + order
                                + ": charged - refunded is 0.01, must be 0.00, difference 0.01");
    }

    @Test
    void findsALostShipment() {
        UUID order = system.confirmed();
        system.remove(AuditSource.SHIPMENTS, order);

        assertThat(violations())
                .containsExactly(
                        "shipments: " + order + ": confirmed, but its shipment is missing");
    }

    @Test
    void findsAShipmentOfACancelledOrder() {
        UUID order = system.cancelled();
        system.put(AuditSource.SHIPMENTS, order, "BOOKED", true, false, 0);

        assertThat(violations())
                .containsExactly("shipments: " + order + ": cancelled, but its shipment is BOOKED");
    }

    @Test
    void findsALostReservation() {
        UUID order = system.confirmed();
        system.put(AuditSource.RESERVATIONS, order, "UNDONE", false, false, 7);

        assertThat(violations())
                .containsExactly(
                        "reservations: " + order + ": confirmed, but its reservation is UNDONE");
    }

    @Test
    void findsMissingStock() {
        system.missingPieces = 1;

        assertThat(violations())
                .containsExactly("stock: " + SKU + ": shipped is 0, must be 1, difference -1");
    }

    @Test
    void findsAWrongFieldOfTheReadModel() {
        OrderId order = new OrderId(system.confirmed());
        model.differences.put(order, "status is PLACED, must be CONFIRMED");

        assertThat(violations())
                .containsExactly("read-model: " + order + ": status is PLACED, must be CONFIRMED");
        assertThat(audit.repair(system))
                .isEqualTo(Map.of(order, "status is PLACED, must be CONFIRMED"));
        assertThat(projected).containsExactly(order);
    }

    @Test
    void findsAStaleReplicaOfTheCatalog() {
        system.list(CatalogCopy.ORDER_SERVICE, 1, 1000);

        assertThat(violations())
                .containsExactly(
                        "catalog: "
                                + SKU
                                + " in order-service: version 1, 1000 EUR, \"Espresso machine\","
                                + " must be version 2, 49900 EUR, \"Espresso machine\"");
    }

    @Test
    void findsAStuckOutbox() {
        system.backlogs.put("shipping-service", new MessageBacklog(3, 95, 1, 2));

        assertThat(violations())
                .containsExactly(
                        "outboxes: shipping-service: 3 events in the outbox, the oldest for 95 s");
    }

    @Test
    void isNotOkIfAServiceIsUnavailable() {
        system.unavailable.add("shipping-service");

        assertThat(audit.run(system))
                .filteredOn(it -> !it.ok())
                .allSatisfy(it ->
                        assertThat(it.violations())
                                .containsExactly(
                                        "could not be checked: shipping-service did not respond"
                                                + " (status 503)"))
                .extracting(AuditResult::check)
                .containsExactly(
                        AuditCheck.OUTCOMES,
                        AuditCheck.SETTLEMENT,
                        AuditCheck.MONEY,
                        AuditCheck.RESERVATIONS,
                        AuditCheck.SHIPMENTS,
                        AuditCheck.OUTBOXES);
    }

    @Test
    void reportsWorkInFlightWithoutAViolation() {
        system.placed(1);
        UUID confirmed = system.confirmed();
        system.put(AuditSource.RESERVATIONS, confirmed, "RESERVED", false, true, 7);
        system.put(AuditSource.READ_MODEL, confirmed, "PLACED, unsettled", false, true, 0);
        UUID cancelled = system.cancelled();
        system.put(AuditSource.READ_MODEL, cancelled, "CANCELLED, unsettled", false, true, 0);
        system.put(AuditSource.PAYMENTS, cancelled, "VOID_DUE", false, true, PRICE);
        system.put(AuditSource.LEDGER, cancelled, "charged", true, false, PRICE);

        assertThat(violations()).isEmpty();
        assertThat(figure(AuditCheck.SETTLEMENT)).isEqualTo("3 orders in flight");
    }

    @Test
    void findsACompensationThatIsOverdue() {
        UUID order = system.cancelled();
        system.put(AuditSource.READ_MODEL, order, "CANCELLED, unsettled", false, true, 0);
        system.put(AuditSource.SHIPMENTS, order, "BOOKED", true, false, 0);
        ((InMemoryOrderRecords) system.records(AuditSource.ORDERS))
                .put(new AuditedOrder(order, "CANCELLED", false, false, PRICE, 95));

        assertThat(violations())
                .containsExactlyInAnyOrder(
                        "shipments: "
                                + order
                                + ": cancelled, but its shipment is BOOKED after 95 s",
                        "settlement: " + order + ": cancelled and not settled after 95 s");
    }

    @Test
    void ignoresADifferenceThatIsGoneWhenItIsReadAgain() {
        UUID order = system.confirmed();
        system.remove(AuditSource.SHIPMENTS, order);
        betweenReads = () -> system.put(AuditSource.SHIPMENTS, order, "BOOKED", true, false, 0);

        assertThat(violations()).isEmpty();
    }

    @Test
    void isNotOkIfTheTimeIsNotEnough() {
        Audit hasty =
                audit(
                        new AuditSettings(
                                SETTINGS.grace(),
                                SETTINGS.recheckDelay(),
                                SETTINGS.recheckBudget(),
                                SETTINGS.outboxGrace(),
                                Duration.ZERO));

        assertThat(hasty.run(system))
                .filteredOn(it -> !it.ok())
                .singleElement()
                .satisfies(it -> assertThat(it.check()).isEqualTo(AuditCheck.READ_MODEL))
                .extracting(AuditResult::violations)
                .isEqualTo(List.of("not finished: the next audit continues"));
    }

    @Test
    void readsNoOrderASecondTime() {
        for (int i = 0; i < 3000; i++) {
            system.confirmed();
        }
        audit.run(system);
        int compared = model.ordersCompared;
        int read = system.ordersRead();

        assertThat(violations()).isEmpty();
        assertThat(compared).isEqualTo(3002);
        assertThat(model.ordersCompared).isEqualTo(compared);
        assertThat(system.ordersRead()).isEqualTo(read);
    }

    @Test
    void readsOnlyOrdersNearADifference() {
        for (int i = 0; i < 3000; i++) {
            system.confirmed();
        }
        audit.run(system);
        int read = system.ordersRead();
        system.remove(AuditSource.SHIPMENTS, system.confirmed());

        assertThat(violations()).hasSize(1);
        // Up to 500 orders in six sources, twice, and all orders of the changed read model.
        assertThat(system.ordersRead() - read).isLessThanOrEqualTo(2 * 6 * 500 + 3003);
    }

    private List<String> violations() {
        return audit.run(system).stream()
                .flatMap(result ->
                        result.violations().stream()
                                .map(line -> result.check().label() + ": " + line))
                .toList();
    }

    private String figure(AuditCheck check) {
        return audit.run(system).stream()
                .filter(it -> it.check() == check)
                .map(AuditResult::figure)
                .findFirst()
                .orElseThrow();
    }
}

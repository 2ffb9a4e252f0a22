package dev.quadrille.query.application.audit.order;

import static dev.quadrille.query.application.audit.AuditCheck.MONEY;
import static dev.quadrille.query.application.audit.AuditCheck.OUTCOMES;
import static dev.quadrille.query.application.audit.AuditCheck.READ_MODEL;
import static dev.quadrille.query.application.audit.AuditCheck.RESERVATIONS;
import static dev.quadrille.query.application.audit.AuditCheck.SETTLEMENT;
import static dev.quadrille.query.application.audit.AuditCheck.SHIPMENTS;

import dev.quadrille.messaging.audit.AuditedOrder;
import dev.quadrille.query.application.audit.AuditCheck;
import dev.quadrille.query.application.audit.AuditFinding;
import dev.quadrille.query.application.audit.AuditSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Decides whether the records of one order agree.
///
/// The records must have been read in this order: read model, order, participants, ledger. Then
/// everything that must happen before a record was written is visible: a confirmed order has its
/// money, stock and shipment, and the participants of a settled order have finished.
final class OrderEvaluation {

    private final UUID orderId;
    private final Map<AuditSource, AuditedOrder> records;
    private final Duration grace;
    private final List<AuditFinding> findings = new ArrayList<>();
    private boolean inFlight;

    private OrderEvaluation(UUID orderId, Map<AuditSource, AuditedOrder> records, Duration grace) {
        this.orderId = orderId;
        this.records = records;
        this.grace = grace;
    }

    /// Evaluates the records of one order.
    ///
    /// @param grace how long work may be in flight
    static OrderEvaluation of(
            UUID orderId, Map<AuditSource, AuditedOrder> records, Duration grace) {
        OrderEvaluation evaluation = new OrderEvaluation(orderId, records, grace);
        evaluation.evaluate();
        return evaluation;
    }

    List<AuditFinding> findings() {
        return findings;
    }

    /// Whether work on the order is still expected, within its time.
    boolean inFlight() {
        return inFlight && findings.isEmpty();
    }

    private Optional<AuditedOrder> of(AuditSource source) {
        return Optional.ofNullable(records.get(source));
    }

    private String state(AuditSource source) {
        return of(source).map(AuditedOrder::state).orElse("missing");
    }

    private void evaluate() {
        Optional<AuditedOrder> order = of(AuditSource.ORDERS);
        if (order.isEmpty()) {
            add(OUTCOMES, "unknown to order-service; " + others());
            return;
        }
        checkOutcome(order.get());
        switch (order.get().state()) {
            case "PLACED" -> checkPlaced(order.get());
            case "CONFIRMED" -> checkConfirmed(order.get());
            case "CANCELLED" -> checkCancelled(order.get());
            default -> add(OUTCOMES, "unknown status " + order.get().state());
        }
    }

    private String others() {
        return records.entrySet().stream()
                .map(it -> it.getKey().process() + ": " + it.getValue().state())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /// The log has an outcome only after order-service has decided it.
    private void checkOutcome(AuditedOrder order) {
        String outcome = state(AuditSource.READ_MODEL);
        boolean contradicts =
                (outcome.contains("CONFIRMED") && !order.state().equals("CONFIRMED"))
                        || (outcome.contains("CANCELLED") && !order.state().equals("CANCELLED"));
        if (contradicts) {
            add(OUTCOMES, order.state() + " in order-service, " + outcome + " in the read model");
        }
    }

    private void checkPlaced(AuditedOrder order) {
        awaited(order, SETTLEMENT, "PLACED");
    }

    private void checkConfirmed(AuditedOrder order) {
        if (of(AuditSource.RESERVATIONS).filter(AuditedOrder::open).isPresent()) {
            awaited(order, RESERVATIONS, "confirmed, stock " + state(AuditSource.RESERVATIONS));
        } else {
            requireKept(AuditSource.RESERVATIONS, RESERVATIONS, "reservation");
        }
        requireKept(AuditSource.PAYMENTS, MONEY, "payment");
        of(AuditSource.PAYMENTS)
                .filter(it -> it.kept() && it.amount() != order.amount())
                .ifPresent(it -> addDifference("payment is", it.amount(), order.amount()));
        requireNet(order.amount());
        requireKept(AuditSource.SHIPMENTS, SHIPMENTS, "shipment");
        if (isBehind()) {
            awaited(order, READ_MODEL, "confirmed, read model " + state(AuditSource.READ_MODEL));
        }
    }

    private void requireKept(AuditSource source, AuditCheck check, String what) {
        if (of(source).filter(AuditedOrder::kept).isEmpty()) {
            add(check, "confirmed, but its " + what + " is " + state(source));
        }
    }

    private void checkCancelled(AuditedOrder order) {
        boolean settled = isSettled();
        requireReleased(order, settled, AuditSource.RESERVATIONS, RESERVATIONS, "reservation");
        requireReleased(order, settled, AuditSource.PAYMENTS, MONEY, "payment");
        requireReleased(order, settled, AuditSource.SHIPMENTS, SHIPMENTS, "shipment");
        boolean mayBeRefunded =
                !settled
                        && of(AuditSource.PAYMENTS)
                                .filter(OrderEvaluation::isUnfinished)
                                .isPresent();
        if (!mayBeRefunded) {
            requireNet(0);
        }
        if (isBehind()) {
            awaited(order, READ_MODEL, "cancelled, read model " + state(AuditSource.READ_MODEL));
        } else if (!settled) {
            awaited(order, SETTLEMENT, "cancelled and not settled");
        }
    }

    /// A reservation that is committed is final; all others may be waiting for the cancellation.
    private void requireReleased(
            AuditedOrder order,
            boolean settled,
            AuditSource source,
            AuditCheck check,
            String what) {
        Optional<AuditedOrder> unfinished = of(source).filter(OrderEvaluation::isUnfinished);
        if (unfinished.isEmpty()) {
            return;
        }
        String text = "cancelled, but its " + what + " is " + state(source);
        boolean isFinal =
                settled || (source == AuditSource.RESERVATIONS && unfinished.get().kept());
        if (isFinal) {
            add(check, text);
        } else {
            awaited(order, check, text);
        }
    }

    private static boolean isUnfinished(AuditedOrder participant) {
        return participant.kept() || participant.open();
    }

    private void requireNet(long expected) {
        long net = of(AuditSource.LEDGER).map(AuditedOrder::amount).orElse(0L);
        if (net != expected) {
            addDifference("charged - refunded is", net, expected);
        }
    }

    private void addDifference(String what, long actual, long expected) {
        add(
                MONEY,
                "%s %s, must be %s, difference %s"
                        .formatted(
                                what,
                                Amounts.format(actual),
                                Amounts.format(expected),
                                Amounts.format(actual - expected)));
    }

    private boolean isBehind() {
        return of(AuditSource.READ_MODEL)
                .map(AuditedOrder::state)
                .filter(it -> it.contains("CONFIRMED") || it.contains("CANCELLED"))
                .isEmpty();
    }

    private boolean isSettled() {
        return of(AuditSource.READ_MODEL).filter(it -> !it.open()).isPresent();
    }

    private void awaited(AuditedOrder order, AuditCheck check, String text) {
        if (order.age() > grace.toSeconds()) {
            add(check, text + " after " + order.age() + " s");
        } else {
            inFlight = true;
        }
    }

    private void add(AuditCheck check, String text) {
        findings.add(new AuditFinding(check, orderId.toString(), text));
    }
}

package dev.quadrille.query.application.audit.order;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.AuditedOrder;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.query.application.audit.AuditFinding;
import dev.quadrille.query.application.audit.AuditSettings;
import dev.quadrille.query.application.audit.AuditSource;
import dev.quadrille.query.application.audit.AuditedSystem;
import dev.quadrille.query.application.audit.range.RangeWalk;
import dev.quadrille.query.application.audit.range.RememberedRanges;
import dev.quadrille.query.application.audit.range.RememberedRanges.Visited;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/// Compares the records of all orders in all services and in the ledger.
///
/// Ranges of orders are compared by their checksums. The services agree if they keep the same
/// orders and no record is open; only the orders of other ranges are read. A difference counts
/// after it was read twice.
public final class OrderComparison {

    private static final int SUBRANGE = 500;
    private static final int DETAILS = 1000;
    private static final int MOST_EXAMINED = 100;

    private final AuditedSystem system;
    private final AuditSettings settings;
    private final Runnable pause;
    private final ParallelDigests digests;
    private final List<AuditRange> suspects = new ArrayList<>();
    private final Map<AuditRange, List<AuditFinding>> findings = new LinkedHashMap<>();
    private long inFlight;

    private OrderComparison(AuditedSystem system, AuditSettings settings, Runnable pause) {
        this.system = system;
        this.settings = settings;
        this.pause = pause;
        this.digests = new ParallelDigests(system);
    }

    /// Compares all orders.
    ///
    /// @param ranges what former comparisons have verified
    /// @param pause waits before suspected differences are read again
    public static Result compare(
            AuditedSystem system,
            AuditSettings settings,
            RememberedRanges<Totals> ranges,
            Runnable pause) {
        return new OrderComparison(system, settings, pause).compare(ranges);
    }

    private Result compare(RememberedRanges<Totals> ranges) {
        system.updateLedger();
        Totals totals =
                ranges
                        .walk(
                                system.records(AuditSource.ORDERS),
                                settings.recheckBudget(),
                                this::compareRange)
                        .stream()
                        .reduce(Totals.NONE, Totals::plus);
        suspects.stream().limit(MOST_EXAMINED).forEach(this::examine);
        if (!findings.isEmpty()) {
            pause.run();
            findings.replaceAll((range, found) -> confirmed(range, found));
        }
        return new Result(
                totals,
                findings.values().stream().flatMap(List::stream).toList(),
                inFlight,
                Math.max(0, suspects.size() - MOST_EXAMINED));
    }

    private Visited<Totals> compareRange(AuditRange range, OrderDigest orders) {
        Map<AuditSource, OrderDigest> all = digests.of(range, orders);
        boolean agree = agree(all);
        if (!agree) {
            RangeWalk.walk(
                    system.records(AuditSource.ORDERS), range, SUBRANGE, this::compareSubrange);
        }
        return new Visited<>(Totals.of(orders, digest(all, AuditSource.LEDGER)), agree);
    }

    private boolean compareSubrange(AuditRange range, OrderDigest orders) {
        if (!agree(digests.of(range, orders))) {
            suspects.add(range);
        }
        return true;
    }

    private static boolean agree(Map<AuditSource, OrderDigest> all) {
        OrderDigest orders = digest(all, AuditSource.ORDERS);
        OrderDigest views = digest(all, AuditSource.READ_MODEL);
        return all.values().stream().allMatch(it -> it.open() == 0 && it.keepsSameOrders(orders))
                && digest(all, AuditSource.PAYMENTS).keepsSameAmounts(orders)
                && digest(all, AuditSource.LEDGER).keepsSameAmounts(orders)
                && views.hasSameOrders(orders);
    }

    private static OrderDigest digest(Map<AuditSource, OrderDigest> all, AuditSource source) {
        return Objects.requireNonNull(all.get(source));
    }

    private void examine(AuditRange range) {
        List<AuditFinding> found = new ArrayList<>();
        for (OrderEvaluation order : evaluate(range)) {
            found.addAll(order.findings());
            inFlight += order.inFlight() ? 1 : 0;
        }
        if (!found.isEmpty()) {
            findings.put(range, found);
        }
    }

    /// The findings that are still there when the range is read again.
    private List<AuditFinding> confirmed(AuditRange range, List<AuditFinding> found) {
        return evaluate(range).stream()
                .flatMap(it -> it.findings().stream())
                .filter(again -> found.stream().anyMatch(again::repeats))
                .toList();
    }

    private List<OrderEvaluation> evaluate(AuditRange range) {
        Map<UUID, Map<AuditSource, AuditedOrder>> byOrder = new TreeMap<>();
        AuditRange read = range;
        // In the order that OrderEvaluation requires.
        for (AuditSource source : AuditSource.values()) {
            if (source == AuditSource.LEDGER) {
                system.updateLedger();
            }
            List<AuditedOrder> records = system.records(source).orders(read, DETAILS);
            records.forEach(it ->
                    byOrder.computeIfAbsent(it.orderId(), _ -> new EnumMap<>(AuditSource.class))
                            .put(source, it));
            if (source == AuditSource.ORDERS && records.size() == DETAILS) {
                read = range.upTo(records.getLast().orderId());
            }
        }
        AuditRange evaluated = read;
        return byOrder.entrySet().stream()
                .filter(it -> evaluated.contains(it.getKey()))
                .map(it -> OrderEvaluation.of(it.getKey(), it.getValue(), settings.grace()))
                .toList();
    }

    /// The result of a comparison.
    ///
    /// @param inFlight the orders whose work is expected to end within its time
    /// @param unexamined ranges with differences that were not read, because there are too many
    public record Result(
            Totals totals, List<AuditFinding> findings, long inFlight, int unexamined) {}

    /// Sums over all orders, as read from their checksums; the amounts are in minor units.
    public record Totals(long orders, long confirmed, long open, long ordered, long charged) {

        private static final Totals NONE = new Totals(0, 0, 0, 0, 0);

        private static Totals of(OrderDigest recorded, OrderDigest ledger) {
            return new Totals(
                    recorded.orders(),
                    recorded.kept(),
                    recorded.open(),
                    recorded.amount(),
                    ledger.amount());
        }

        private Totals plus(Totals other) {
            return new Totals(
                    orders + other.orders,
                    confirmed + other.confirmed,
                    open + other.open,
                    ordered + other.ordered,
                    charged + other.charged);
        }
    }
}

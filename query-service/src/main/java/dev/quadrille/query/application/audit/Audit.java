package dev.quadrille.query.application.audit;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.audit.model.ModelDifference;
import dev.quadrille.query.application.audit.model.ReadModelVerification;
import dev.quadrille.query.application.audit.order.OrderComparison;
import dev.quadrille.query.application.audit.order.OrderResults;
import dev.quadrille.query.application.audit.range.RememberedRanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Verifies the guarantee of the system, and repairs the read model. One run at a time per process:
/// the runs share what they have verified.
public final class Audit {

    private static final int MOST_REPAIRED = 100;

    private final AuditSettings settings;
    private final ReadModelVerification verification;
    private final Consumer<Set<OrderId>> projection;
    private final Runnable pause;
    private final RememberedRanges<OrderComparison.Totals> orders;
    private final StockComparison stock;
    private final ReentrantLock running = new ReentrantLock();

    /// @param projection projects orders again from the log
    /// @param pause waits before a suspected difference is read again
    /// @param rangeSize the number of orders that are compared by one checksum
    public Audit(
            AuditSettings settings,
            ReadModelVerification verification,
            Consumer<Set<OrderId>> projection,
            Runnable pause,
            int rangeSize) {
        this.settings = settings;
        this.verification = verification;
        this.projection = projection;
        this.pause = pause;
        this.orders = new RememberedRanges<>(rangeSize);
        this.stock = new StockComparison(rangeSize, settings.recheckBudget());
    }

    /// Returns one result per check.
    public List<AuditResult> run(AuditedSystem system) {
        running.lock();
        try {
            return checkAll(system);
        } finally {
            running.unlock();
        }
    }

    /// Projects the orders again that the read model has wrong, at most 100 of them. Returns what
    /// was wrong, by order.
    public Map<OrderId, String> repair(AuditedSystem system) {
        running.lock();
        try {
            Map<OrderId, String> wrong = wrongViews(system);
            projection.accept(wrong.keySet());
            return wrong;
        } finally {
            running.unlock();
        }
    }

    private List<AuditResult> checkAll(AuditedSystem system) {
        long start = System.nanoTime();
        List<AuditResult> results = new ArrayList<>();
        List<AuditFinding> views = new ArrayList<>();
        try {
            OrderComparison.Result comparison = compareOrders(system);
            results.addAll(OrderResults.of(comparison));
            views.addAll(comparison.findings());
        } catch (AuditedProcessUnavailable e) {
            OrderResults.CHECKS.forEach(it -> results.add(AuditResult.notChecked(it, e)));
        }
        results.add(check(AuditCheck.STOCK, () -> stock.compare(system, pause)));
        results.add(checkReadModel(views, System.nanoTime() - start));
        results.add(check(AuditCheck.CATALOG, () -> CatalogComparison.compare(system, pause)));
        results.add(
                check(
                        AuditCheck.OUTBOXES,
                        () -> OutboxInspection.inspect(system, settings.outboxGrace())));
        return results.stream().sorted(Comparator.comparing(AuditResult::check)).toList();
    }

    private OrderComparison.Result compareOrders(AuditedSystem system) {
        return OrderComparison.compare(system, settings, orders, pause);
    }

    private static AuditResult check(AuditCheck check, Supplier<AuditResult> action) {
        try {
            return action.get();
        } catch (AuditedProcessUnavailable e) {
            return AuditResult.notChecked(check, e);
        }
    }

    private AuditResult checkReadModel(Collection<AuditFinding> views, long elapsedNanos) {
        ReadModelVerification.Result result =
                verifyReadModel(settings.budget().minusNanos(elapsedNanos));
        List<String> lines =
                Stream.concat(
                                result.differences().stream()
                                        .map(it -> it.orderId() + ": " + it.text()),
                                views.stream()
                                        .filter(it -> it.check() == AuditCheck.READ_MODEL)
                                        .map(AuditFinding::line))
                        .toList();
        AuditResult compared =
                new AuditResult(
                        AuditCheck.READ_MODEL,
                        "%,d orders, %,d of them compared now"
                                .formatted(result.orders(), result.compared()),
                        true,
                        lines);
        return result.complete()
                ? compared
                : compared.unfinished("not finished: the next audit continues");
    }

    private ReadModelVerification.Result verifyReadModel(Duration budget) {
        return verification.verify(budget, settings.recheckBudget(), pause);
    }

    private Map<OrderId, String> wrongViews(AuditedSystem system) {
        SortedMap<OrderId, String> wrong = new TreeMap<>();
        for (ModelDifference it : verifyReadModel(settings.budget()).differences()) {
            wrong.put(it.orderId(), it.text());
        }
        compareOrders(system).findings().stream()
                .filter(it -> it.check() == AuditCheck.READ_MODEL)
                .forEach(it -> wrong.putIfAbsent(OrderId.of(it.subject()), it.text()));
        while (wrong.size() > MOST_REPAIRED) {
            wrong.remove(wrong.lastKey());
        }
        return wrong;
    }
}

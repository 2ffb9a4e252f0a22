package dev.quadrille.query.application.audit.model;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.messaging.audit.OrderRecords;
import dev.quadrille.query.application.audit.range.RememberedRanges;
import dev.quadrille.query.application.audit.range.RememberedRanges.Visited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Verifies that the view of every order is the fold of its events, field by field. Compares the
/// orders of a verified range again only if its checksum has changed. Not thread-safe.
public final class ReadModelVerification {

    private static final int PAGE = 500;
    private static final int MOST_DIFFERENCES = 1000;

    private final ModelRecords model;
    private final OrderRecords views;
    private final RememberedRanges<Verified> ranges;
    private Map<AuditRange, Long> checksums = Map.of();

    /// @param views the views by order, for the division into ranges
    public ReadModelVerification(ModelRecords model, OrderRecords views, int rangeSize) {
        this.model = model;
        this.views = views;
        this.ranges = new RememberedRanges<>(rangeSize);
    }

    /// Compares the orders of new and changed ranges.
    ///
    /// @param budget the time after which no further orders are compared
    /// @param recheck the time for ranges that were verified before
    /// @param pause waits before a suspected difference is read again
    public Result verify(Duration budget, Duration recheck, Runnable pause) {
        Run run = new Run(System.nanoTime() + budget.toNanos());
        List<Verified> all = ranges.walk(views, recheck, run::verify);
        checksums =
                all.stream()
                        .filter(it -> it.checksum().isPresent())
                        .collect(
                                Collectors.toMap(
                                        Verified::range, it -> it.checksum().orElseThrow()));
        if (!run.differences.isEmpty()) {
            pause.run();
        }
        return new Result(
                all.stream().mapToLong(Verified::orders).sum(),
                run.compared,
                run.complete,
                run.differences.stream().flatMap(it -> again(it).stream()).toList());
    }

    /// The difference of the order; empty if there is none now.
    private Optional<ModelDifference> again(ModelDifference difference) {
        return model.compare(AuditRange.of(difference.orderId().value()), 1).differences().stream()
                .findFirst();
    }

    /// @param checksum empty if the range is not verified
    private record Verified(AuditRange range, long orders, Optional<Long> checksum) {}

    private final class Run {

        private final long deadline;
        private final List<ModelDifference> differences = new ArrayList<>();
        private long compared;
        private boolean complete = true;

        private Run(long deadline) {
            this.deadline = deadline;
        }

        private Visited<Verified> verify(AuditRange range, OrderDigest digest) {
            Optional<Long> known = Optional.ofNullable(checksums.get(range));
            if (isLate()) {
                complete &= known.isPresent();
                return visited(range, digest, known);
            }
            // Before the orders are compared: a later change must lead to another comparison.
            long checksum = model.digest(range);
            boolean isVerified = known.equals(Optional.of(checksum)) || compare(range);
            return visited(range, digest, isVerified ? Optional.of(checksum) : Optional.empty());
        }

        private static Visited<Verified> visited(
                AuditRange range, OrderDigest digest, Optional<Long> checksum) {
            return new Visited<>(
                    new Verified(range, digest.orders(), checksum), checksum.isPresent());
        }

        private boolean isLate() {
            return System.nanoTime() - deadline > 0;
        }

        private boolean compare(AuditRange range) {
            int before = differences.size();
            return compareAll(range) && differences.size() == before;
        }

        /// Returns whether the whole range was compared.
        private boolean compareAll(AuditRange range) {
            Optional<AuditRange> rest = Optional.of(range);
            while (rest.isPresent()) {
                if (isLate() || differences.size() > MOST_DIFFERENCES) {
                    complete = false;
                    return false;
                }
                AuditRange page = rest.get();
                ModelRecords.Comparison comparison = model.compare(page, PAGE);
                compared += comparison.orders();
                differences.addAll(comparison.differences());
                rest = comparison.last().map(page::from);
            }
            return true;
        }
    }

    /// The result of a verification.
    ///
    /// @param orders the orders in the read model
    /// @param compared the orders that were compared in this run; the others were verified before
    /// @param complete whether all orders are verified
    public record Result(
            long orders, long compared, boolean complete, List<ModelDifference> differences) {}
}

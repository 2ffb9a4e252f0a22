package dev.quadrille.load;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The outcomes of a run beyond the capacity: goodput and rejections by phase, and the time to
/// recover after the phase with the highest rate.
final class OverloadReport {

    private static final Duration MIN_SLOW = Duration.ofSeconds(1);

    /// A run whose last orders are not normal has not recovered.
    private static final Duration STABLE = Duration.ofSeconds(5);

    enum Outcome {
        CONFIRMED,
        REJECTED,
        FAILED
    }

    /// @param at since the start of the run
    /// @param took until the order was settled or rejected
    private record SentOrder(Duration at, Outcome outcome, Duration took) {

        boolean is(Outcome expected) {
            return outcome == expected;
        }

        Duration end() {
            return at.plus(took);
        }
    }

    private final List<LoadPhase> phases;
    private final List<SentOrder> sent = new ArrayList<>();

    OverloadReport(List<LoadPhase> phases) {
        this.phases = phases;
    }

    synchronized void record(Duration at, Outcome outcome, Duration took) {
        sent.add(new SentOrder(at, outcome, took));
    }

    /// A line for each measured phase, and one for the recovery.
    synchronized String lines() {
        String measured =
                IntStream.range(0, phases.size())
                        .filter(i -> phases.get(i).measured())
                        .mapToObj(this::line)
                        .collect(joining("\n"));
        return measured + "\n" + recovery();
    }

    /// Goodput counts an order when it is confirmed, the others when they are sent.
    private String line(int phase) {
        long confirmed =
                sent.stream()
                        .filter(it -> it.is(Outcome.CONFIRMED) && isWithin(phase, it.end()))
                        .count();
        List<SentOrder> rejected = sentIn(phase).filter(it -> it.is(Outcome.REJECTED)).toList();
        return String.format(
                Locale.ROOT,
                "%,6d/s   goodput %,.1f/s   %,d rejected (p99 %s)   %,d failed",
                phases.get(phase).rate(),
                confirmed / (double) phases.get(phase).duration().toSeconds(),
                rejected.size(),
                rejected.isEmpty() ? "-" : p99(rejected).toMillis() + " ms",
                sentIn(phase).filter(it -> it.is(Outcome.FAILED)).count());
    }

    private String recovery() {
        Duration end = endOf(peak());
        Duration run = endOf(phases.size() - 1);
        Duration recovered =
                sent.stream()
                        .filter(it -> it.at().compareTo(end) >= 0)
                        .filter(isAbnormal())
                        .map(SentOrder::at)
                        .max(Duration::compareTo)
                        .orElse(end);
        return recovered.compareTo(run.minus(STABLE)) > 0
                ? "Not recovered %d s after the peak".formatted(run.minus(end).toSeconds())
                : "Recovered %.1f s after the peak"
                        .formatted(recovered.minus(end).toMillis() / 1000.0);
    }

    /// An order is slow if it takes more than twice as long as nearly all orders before the peak.
    private Predicate<SentOrder> isAbnormal() {
        int baseline =
                IntStream.range(0, phases.size())
                        .filter(i -> phases.get(i).measured())
                        .findFirst()
                        .orElseThrow();
        Duration usual = p99(sentIn(baseline).filter(it -> it.is(Outcome.CONFIRMED)).toList());
        Duration slow = max(usual.multipliedBy(2), MIN_SLOW);
        return it -> !it.is(Outcome.CONFIRMED) || it.took().compareTo(slow) > 0;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private int peak() {
        return IntStream.range(0, phases.size())
                .reduce((one, other) ->
                        phases.get(other).rate() > phases.get(one).rate() ? other : one)
                .orElseThrow();
    }

    private Stream<SentOrder> sentIn(int phase) {
        return sent.stream().filter(it -> isWithin(phase, it.at()));
    }

    private boolean isWithin(int phase, Duration time) {
        return time.compareTo(endOf(phase - 1)) >= 0 && time.compareTo(endOf(phase)) < 0;
    }

    private Duration endOf(int phase) {
        return phases.subList(0, phase + 1).stream()
                .map(LoadPhase::duration)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration p99(List<SentOrder> orders) {
        List<Duration> sorted = orders.stream().map(SentOrder::took).sorted().toList();
        return sorted.isEmpty()
                ? Duration.ZERO
                : sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1);
    }
}

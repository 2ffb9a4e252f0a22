package dev.quadrille.order.application;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Forecasts how long a new order will take to settle: open orders divided by the settlement rate
/// of the last seconds (Little's law). Not thread-safe.
///
/// Without a queue the observed rate says nothing about what is possible: no forecast is made while
/// there are few open orders, or most of them are young.
final class SettlementForecast {

    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final long FEW = 50;
    private static final Duration YOUNG = Duration.ofSeconds(1);

    /// Longer than any limit: nothing was settled within the window.
    static final Duration UNKNOWN_END = Duration.ofDays(1);

    private final Deque<Sample> samples = new ArrayDeque<>();

    /// @param nanoTime when the orders were counted
    Duration after(OpenOrders open, long nanoTime) {
        samples.addLast(new Sample(open.settled(), nanoTime));
        while (samples.size() > 2 && samples.getFirst().age(nanoTime) > WINDOW.toNanos()) {
            samples.removeFirst();
        }
        if (open.count() <= FEW || open.age().compareTo(YOUNG) < 0) {
            return Duration.ZERO;
        }
        Sample first = samples.getFirst();
        long settled = open.settled() - first.settled();
        if (settled <= 0) {
            return UNKNOWN_END;
        }
        return Duration.ofNanos((long) ((double) first.age(nanoTime) * open.count() / settled));
    }

    private record Sample(long settled, long nanoTime) {

        long age(long now) {
            return now - nanoTime;
        }
    }
}

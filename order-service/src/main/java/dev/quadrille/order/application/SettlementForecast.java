package dev.quadrille.order.application;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Forecasts how long a new order will take to settle: open orders divided by the settlement rate
/// (Little's law). Not thread-safe.
///
/// The rate is that of the last seconds. Until a queue is some seconds old, this rate is that of
/// the arrivals before it, and says nothing about what is possible; then the best rate of the last
/// minutes counts, if it is known. Without a queue there is no forecast.
final class SettlementForecast {

    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final long FEW = 50;
    private static final Duration YOUNG = Duration.ofSeconds(1);
    private static final double HALF_LIFE_SECONDS = 60;

    /// Longer than any limit: nothing was settled within the window.
    static final Duration UNKNOWN_END = Duration.ofDays(1);

    private final Deque<Sample> samples = new ArrayDeque<>();
    private double best;

    /// @param nanoTime when the orders were counted
    Duration after(OpenOrders open, long nanoTime) {
        double rate = recordRate(open.settled(), nanoTime);
        if (open.count() <= FEW || open.age().compareTo(YOUNG) < 0) {
            return Duration.ZERO;
        }
        boolean isRecentQueue = open.age().compareTo(WINDOW) < 0;
        if (isRecentQueue && best == 0) {
            return Duration.ZERO;
        }
        return forecast(open.count(), isRecentQueue ? best : rate);
    }

    private static Duration forecast(long open, double rate) {
        return rate == 0 ? UNKNOWN_END : Duration.ofMillis(Math.round(1000 * open / rate));
    }

    /// Returns the orders per second that were settled within the window.
    private double recordRate(long settled, long nanoTime) {
        Sample last = samples.peekLast();
        double sinceLast = last == null ? 0 : secondsSince(last, nanoTime);
        samples.addLast(new Sample(settled, nanoTime));
        while (samples.size() > 2
                && secondsSince(samples.getFirst(), nanoTime) > WINDOW.toSeconds()) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        double seconds = secondsSince(first, nanoTime);
        double rate = seconds == 0 ? 0 : Math.max(0, settled - first.settled()) / seconds;
        best = Math.max(rate, best * Math.pow(0.5, sinceLast / HALF_LIFE_SECONDS));
        return rate;
    }

    private static double secondsSince(Sample sample, long nanoTime) {
        return (nanoTime - sample.nanoTime()) / 1e9;
    }

    private record Sample(long settled, long nanoTime) {}
}

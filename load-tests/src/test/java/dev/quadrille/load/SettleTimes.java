package dev.quadrille.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// The times from sending an order to the response that it is settled, for the orders of one phase,
/// and the number of orders that did not settle.
final class SettleTimes {

    private final LoadPhase phase;
    private int[] micros = new int[1024];
    private int settled;
    private int failed;
    private int rejections;

    SettleTimes(LoadPhase phase) {
        this.phase = phase;
    }

    synchronized void recordSettled(Duration time) {
        if (settled == micros.length) {
            micros = Arrays.copyOf(micros, 2 * settled);
        }
        micros[settled++] = (int) Math.min(Integer.MAX_VALUE, time.toNanos() / 1000);
    }

    /// Counts an order that was rejected or not confirmed.
    synchronized void recordFailed() {
        failed++;
    }

    /// Counts the rejections of an order that was sent again.
    synchronized void recordRejections(int times) {
        rejections += times;
    }

    synchronized int settled() {
        return settled;
    }

    /// One line: the rate, the orders, and the times in milliseconds.
    synchronized String line() {
        int[] sorted = Arrays.copyOf(micros, settled);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%,6d/s %,9d confirmed %,7d failed %,7d rejected first   p50 %s   p99 %s   max %s",
                phase.rate(),
                settled,
                failed,
                rejections,
                millis(sorted, 0.50),
                millis(sorted, 0.99),
                millis(sorted, 1.00));
    }

    private static String millis(int[] sorted, double quantile) {
        if (sorted.length == 0) {
            return "-";
        }
        int rank = (int) Math.ceil(quantile * sorted.length);
        return String.format(Locale.ROOT, "%,.1f ms", sorted[rank - 1] / 1000.0);
    }
}

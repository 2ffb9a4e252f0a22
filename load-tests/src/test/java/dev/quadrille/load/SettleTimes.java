package dev.quadrille.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// How long the orders of one phase took from the sending of the order to the answer that it is
/// settled; and how many never got there.
final class SettleTimes {

    private final LoadPhase phase;
    private int[] micros = new int[1024];
    private int settled;
    private int lost;
    private int refusals;

    SettleTimes(LoadPhase phase) {
        this.phase = phase;
    }

    synchronized void settledAfter(Duration time) {
        if (settled == micros.length) {
            micros = Arrays.copyOf(micros, 2 * settled);
        }
        micros[settled++] = (int) Math.min(Integer.MAX_VALUE, time.toNanos() / 1000);
    }

    /// An order that was refused, or was not confirmed.
    synchronized void lost() {
        lost++;
    }

    /// So many times an order was refused for now, and sent again.
    synchronized void refused(int times) {
        refusals += times;
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
                "%,6d/s %,9d confirmed %,7d not %,7d refused at first   p50 %s   p99 %s   max %s",
                phase.rate(),
                settled,
                lost,
                refusals,
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

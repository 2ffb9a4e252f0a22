package dev.quadrille.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettlementForecastTest {

    private static final Duration OLD = Duration.ofSeconds(4);
    private static final Duration RECENT = Duration.ofSeconds(2);
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final SettlementForecast forecasts = new SettlementForecast();
    private long time;
    private long settled = 1_000_000;

    @Test
    void dividesOpenOrdersBySettlementRate() {
        settlePerSecond(100, 4);
        assertThat(forecast(800, OLD)).isCloseTo(Duration.ofSeconds(8), MILLISECOND);
    }

    @Test
    void forgetsOldRates() {
        settlePerSecond(1000, 10);
        settlePerSecond(10, 4);
        assertThat(forecast(100, OLD)).isCloseTo(Duration.ofSeconds(10), MILLISECOND);
    }

    @Test
    void hasNoEndIfNothingIsSettled() {
        settlePerSecond(100, 4);
        settlePerSecond(0, 4);
        assertThat(forecast(51, OLD)).isEqualTo(SettlementForecast.UNKNOWN_END);
    }

    @Test
    void recoversWithFirstSettlements() {
        settlePerSecond(0, 10);
        settlePerSecond(300, 1);
        assertThat(forecast(600, OLD)).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void ignoresFewOpenOrders() {
        settlePerSecond(0, 4);
        assertThat(forecast(50, Duration.ofSeconds(29))).isZero();
    }

    @Test
    void ignoresBurstsOfYoungOrders() {
        settlePerSecond(1, 4);
        assertThat(forecast(2000, Duration.ofMillis(900))).isZero();
    }

    @Test
    void expectsBestRateForRecentQueue() {
        settlePerSecond(100, 4);
        settlePerSecond(1, 10);
        assertThat(forecast(1500, RECENT))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(18));
    }

    @Test
    void expectsNothingForRecentQueueWithoutKnownRate() {
        settlePerSecond(0, 4);
        assertThat(forecast(1500, RECENT)).isZero();
    }

    @Test
    void forgetsBestRateWithinMinutes() {
        settlePerSecond(100, 4);
        settlePerSecond(0, 600);
        assertThat(forecast(51, RECENT)).isGreaterThan(Duration.ofSeconds(100));
    }

    private void settlePerSecond(long orders, int seconds) {
        for (int half = 0; half < 2 * seconds; half++) {
            time += Duration.ofMillis(500).toNanos();
            settled += orders / 2;
            forecast(0, Duration.ZERO);
        }
    }

    private Duration forecast(long open, Duration age) {
        return forecasts.after(new OpenOrders(open, age, settled), time);
    }
}

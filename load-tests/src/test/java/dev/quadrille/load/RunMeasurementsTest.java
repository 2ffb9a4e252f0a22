package dev.quadrille.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunMeasurementsTest {

    private final RunMeasurements times =
            new RunMeasurements(
                    List.of(
                            LoadPhase.warmUp(5, 10),
                            LoadPhase.measured(50, 30),
                            LoadPhase.measured(100, 30)),
                    new StackCpu(Path.of("nowhere")));

    @Test
    void countsOrderForPhaseInWhichItWasSent() {
        times.at(Duration.ofSeconds(9)).recordSettled(Duration.ofSeconds(9));
        times.at(Duration.ofSeconds(10)).recordSettled(Duration.ofMillis(10));
        times.at(Duration.ofMillis(39_999)).recordFailed();
        times.at(Duration.ofSeconds(41)).recordRejections(3);
        times.at(Duration.ofSeconds(40)).recordSettled(Duration.ofMillis(40));
        times.at(Duration.ofSeconds(400)).recordSettled(Duration.ofMillis(400));

        assertThat(times.report().lines().map(String::strip))
                .containsExactly(
                        "50/s         1 confirmed       1 failed       0 rejected first   p50 10.0 ms   p99 10.0 ms   max 10.0 ms",
                        "100/s         2 confirmed       0 failed       3 rejected first   p50 40.0 ms   p99 400.0 ms   max 400.0 ms");
    }

    @Test
    void reportsQuantiles() {
        SettleTimes phase = new SettleTimes(LoadPhase.measured(50, 30));
        for (int i = 5000; i > 0; i--) {
            phase.recordSettled(Duration.ofNanos(i * 1_000_000L));
        }

        assertThat(phase.line()).endsWith("p50 2,500.0 ms   p99 4,950.0 ms   max 5,000.0 ms");
    }

    @Test
    void reportsNoTimesWithoutSettledOrders() {
        assertThat(new SettleTimes(LoadPhase.measured(50, 30)).line())
                .endsWith("p50 -   p99 -   max -");
    }
}

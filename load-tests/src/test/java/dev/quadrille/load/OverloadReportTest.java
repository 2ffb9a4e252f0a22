package dev.quadrille.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.load.OverloadReport.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverloadReportTest {

    private final OverloadReport report =
            new OverloadReport(
                    List.of(
                            LoadPhase.warmUp(10, 10),
                            LoadPhase.measured(10, 10),
                            LoadPhase.measured(100, 10),
                            LoadPhase.measured(10, 20)));

    @Test
    void reportsGoodputAndRejectionsByPhase() {
        confirm(11, Duration.ofMillis(100));
        confirm(12, Duration.ofMillis(100));
        confirm(19, Duration.ofSeconds(2));
        for (int millis = 1; millis <= 100; millis++) {
            report.record(Duration.ofSeconds(21), Outcome.REJECTED, Duration.ofMillis(millis));
        }
        report.record(Duration.ofSeconds(22), Outcome.FAILED, Duration.ofSeconds(30));

        assertThat(report.lines().lines().map(String::strip))
                .containsExactly(
                        "10/s   goodput 0.2/s   0 rejected (p99 -)   0 failed",
                        "100/s   goodput 0.1/s   100 rejected (p99 99 ms)   1 failed",
                        "10/s   goodput 0.0/s   0 rejected (p99 -)   0 failed",
                        "Recovered 0.0 s after the peak");
    }

    @Test
    void recoversAfterTheLastSlowOrder() {
        confirm(11, Duration.ofMillis(600));
        confirm(32, Duration.ofMillis(1300));
        confirm(33, Duration.ofMillis(1200));

        assertThat(report.lines()).endsWith("Recovered 2.0 s after the peak");
    }

    @Test
    void hasNotRecoveredIfTheLastOrdersAreRejected() {
        report.record(Duration.ofSeconds(47), Outcome.REJECTED, Duration.ofMillis(1));

        assertThat(report.lines()).endsWith("Not recovered 20 s after the peak");
    }

    private void confirm(int second, Duration took) {
        report.record(Duration.ofSeconds(second), Outcome.CONFIRMED, took);
    }
}

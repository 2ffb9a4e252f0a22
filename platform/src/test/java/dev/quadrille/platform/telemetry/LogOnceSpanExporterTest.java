package dev.quadrille.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LogOnceSpanExporterTest {

    private final RecordedSpans collector = new RecordedSpans();
    private final LogOnceSpanExporter exporter = new LogOnceSpanExporter(collector);

    @Test
    void logsOutageAndRecoveryOnce(CapturedOutput output) {
        exporter.export(List.of());
        collector.failing = true;
        exporter.export(List.of());
        exporter.export(List.of());
        exporter.export(List.of());
        collector.failing = false;
        exporter.export(List.of());
        exporter.export(List.of());

        assertThat(output.getOut().lines().filter(line -> line.contains("the collector")))
                .satisfiesExactly(
                        outage -> assertThat(outage).contains("takes no traces"),
                        recovery -> assertThat(recovery).contains("takes traces again"));
    }
}

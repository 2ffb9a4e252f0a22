package dev.quadrille.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.env.MockEnvironment;

class PlainLogFormatterTest {

    private static final String FORGED = "\n2026-11-27T12:00:00.000Z  INFO FORGED";

    private final PlainLogFormatter formatter =
            new PlainLogFormatter(
                    new MockEnvironment().withProperty("spring.application.name", "gateway"));

    @Test
    void writesApplicationThreadAndTraceInOneLine() {
        LoggingEvent event = event("dev.quadrille.Sample", "order confirmed", null);
        event.setMDCPropertyMap(Map.of("traceId", "0123"));

        assertThat(formatter.format(event))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+\\S+  INFO \\d+ --- \\[gateway] \\[\\S+]"
                                + " \\[0123] dev.quadrille.Sample +: order confirmed\\R");
    }

    @Test
    void escapesLineBreaksOfRequestData() {
        Exception failure =
                new IllegalStateException("outer" + FORGED, new RuntimeException("cause" + FORGED));
        failure.addSuppressed(new RuntimeException("suppressed" + FORGED));
        LoggingEvent event = event("dev.quadrille.Sample", "asked for" + FORGED, failure);
        event.setMDCPropertyMap(Map.of("traceId", "id" + FORGED));

        String written = formatter.format(event);

        assertThat(written.lines()).noneMatch(line -> line.startsWith("2026-11-27"));
        assertThat(written)
                .contains(
                        "id\\n2026",
                        "asked for\\n2026",
                        "outer\\n2026",
                        "cause\\n2026",
                        "suppressed\\n2026")
                .contains("\tat dev.quadrille.platform.log.PlainLogFormatterTest");
    }

    @Test
    void escapesControlCharacters() {
        String hostile = "\u001b[2J\u0000\r\u0007\u0085\u2028\u202e\ufeff\ud800";

        String written = formatter.format(event("dev.quadrille.Sample", hostile, null));

        assertThat(written.strip())
                .endsWith("\\u001b[2J\\u0000\\r\\u0007\\u0085\\u2028\\u202e\\ufeff\\ud800");
    }

    @Test
    void keepsLinesOfStartupFailureReport() {
        String report = "\n\nAPPLICATION FAILED TO START\n\nDescription:\n\n\tPort 8080";

        String written =
                formatter.format(
                        event(
                                "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
                                report,
                                null));

        assertThat(written).contains("\nAPPLICATION FAILED TO START\n").contains("\n    Port 8080");
    }

    private static LoggingEvent event(String logger, String message, @Nullable Throwable thrown) {
        Logger origin = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(logger);
        return new LoggingEvent("", origin, Level.INFO, message, thrown, null);
    }
}

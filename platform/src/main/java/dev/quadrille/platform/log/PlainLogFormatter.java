package dev.quadrille.platform.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/// Formats log events like Spring Boot's plain format, and escapes all text that comes from
/// outside: messages, messages of exceptions, and the diagnostic context. Public because Spring
/// Boot creates it by name (`logging.structured.format.console`).
public final class PlainLogFormatter implements StructuredLogFormatter<ILoggingEvent> {

    /// The trace id in brackets, if the event has one.
    private static final String HEAD =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p PID --- [APPLICATION] [%t]"
                    + " %replace(%X{traceId}){'(?s)(.+)', '[$1] '}%-40.40logger{39} : %nopex";

    /// This logger explains on several lines why a process does not start; no request was served
    /// then.
    private static final String START_REPORT =
            "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    private final PatternLayout head = new PatternLayout();

    PlainLogFormatter(Environment environment) {
        head.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        head.setPattern(
                HEAD.replace("PID", Long.toString(ProcessHandle.current().pid()))
                        .replace(
                                "APPLICATION",
                                environment.getProperty("spring.application.name", "")));
        head.start();
    }

    @Override
    public String format(ILoggingEvent event) {
        return LogText.escaped(head.doLayout(event))
                + message(event)
                + System.lineSeparator()
                + stackTrace(event);
    }

    private static String message(ILoggingEvent event) {
        String message = "" + event.getFormattedMessage();
        return START_REPORT.equals(event.getLoggerName())
                ? message.replace("\t", "    ")
                        .lines()
                        .map(LogText::escaped)
                        .collect(Collectors.joining("\n"))
                : LogText.escaped(message);
    }

    private static String stackTrace(ILoggingEvent event) {
        return ThrowableProxyUtil.asString(EscapedThrowable.of(event.getThrowableProxy()));
    }
}

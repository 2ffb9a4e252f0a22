package dev.quadrille.platform.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Redacts failures to their class. Libraries record the message and the stack trace of an
/// exception, and a message may contain text of a customer or of an external service.
///
/// Decision record: `docs/decisions/0019-traces.md`.
final class RedactingExporter implements SpanExporter {

    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z_$][\\w.$]{0,199}");

    private final SpanExporter exporter;

    RedactingExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().map(RedactingExporter::redacted).toList());
    }

    private static SpanData redacted(SpanData span) {
        boolean mayQuote =
                !span.getEvents().isEmpty() || !span.getStatus().getDescription().isEmpty();
        return mayQuote ? new Redacted(span) : span;
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class Redacted extends DelegatingSpanData {

        private final List<EventData> events;
        private final StatusData status;

        Redacted(SpanData span) {
            super(span);
            this.events = span.getEvents().stream().map(Redacted::redacted).toList();
            this.status = redacted(span);
        }

        /// Keeps the name of an event and, of its attributes, only the class of the exception.
        private static EventData redacted(EventData event) {
            String type = event.getAttributes().get(TYPE);
            return EventData.create(
                    event.getEpochNanos(),
                    event.getName(),
                    type == null ? Attributes.empty() : Attributes.of(TYPE, type));
        }

        private static StatusData redacted(SpanData span) {
            StatusData status = span.getStatus();
            String description =
                    exception(span)
                            .or(() -> Optional.of(status.getDescription()))
                            .filter(CLASS_NAME.asMatchPredicate())
                            .orElse("");
            return StatusData.create(status.getStatusCode(), description);
        }

        private static Optional<String> exception(SpanData span) {
            return span.getEvents().stream()
                    .flatMap(event -> Optional.ofNullable(event.getAttributes().get(TYPE)).stream())
                    .map(type -> type.substring(type.lastIndexOf('.') + 1))
                    .findFirst();
        }

        @Override
        public List<EventData> getEvents() {
            return events;
        }

        @Override
        public StatusData getStatus() {
            return status;
        }
    }
}

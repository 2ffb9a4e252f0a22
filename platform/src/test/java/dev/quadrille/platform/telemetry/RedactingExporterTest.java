package dev.quadrille.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactingExporterTest {

    private static final String MESSAGE = "500 : {\"card\":\"4111 1111 1111 1111\"}";

    private final RecordedSpans recorded = new RecordedSpans();
    private final Tracer tracer =
            SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new RedactingExporter(recorded)))
                    .build()
                    .get("test");

    /// Micrometer records a failure in this way.
    @Test
    void exportsOnlyClassOfException() {
        Span span = tracer.spanBuilder("POST /charges").startSpan();
        span.recordException(new IllegalStateException(MESSAGE));
        span.setStatus(StatusCode.ERROR, MESSAGE);
        span.end();

        assertThat(exported().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(exported().getStatus().getDescription()).isEqualTo("IllegalStateException");
        assertThat(exported().getEvents())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getName()).isEqualTo("exception");
                    assertThat(event.getAttributes())
                            .isEqualTo(
                                    Attributes.of(
                                            AttributeKey.stringKey("exception.type"),
                                            "java.lang.IllegalStateException"));
                });
        assertThat(exported().toString()).doesNotContain("4111", "RedactingExporterTest");
    }

    @Test
    void keepsDescriptionThatIsClassName() {
        failWith("PSQLException");
        assertThat(exported().getStatus().getDescription()).isEqualTo("PSQLException");
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGE, "no route to host", "a\nb", "Ring 1"})
    void removesDescriptionThatIsMessage(String message) {
        failWith(message);
        assertThat(exported().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(exported().getStatus().getDescription()).isEmpty();
    }

    @Test
    void doesNotChangeOtherSpans() {
        Span span = tracer.spanBuilder("RESERVE_STOCK").startSpan();
        span.setAttribute("order.id", "42");
        span.end();

        assertThat(exported().getName()).isEqualTo("RESERVE_STOCK");
        assertThat(exported().getAttributes().get(AttributeKey.stringKey("order.id")))
                .isEqualTo("42");
        assertThat(exported().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    private void failWith(String description) {
        Span span = tracer.spanBuilder("POST /charges").startSpan();
        span.setStatus(StatusCode.ERROR, description);
        span.end();
    }

    private SpanData exported() {
        return recorded.spans.getFirst();
    }
}

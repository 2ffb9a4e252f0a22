package dev.quadrille.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final Optional<String> SAMPLED = Optional.of("00-" + TRACE + "-" + SPAN + "-01");
    private static final Optional<String> UNSAMPLED =
            Optional.of("00-" + TRACE + "-" + SPAN + "-00");

    private final RecordedSpans recorded = new RecordedSpans();
    private final OrderTraces traces = recorded.traces();

    @Test
    void hangsWorkBeneathItsCause() {
        OrderSpan span = traces.begin(SpanKind.CONSUMER, "RESERVE_STOCK", SAMPLED).about("42");
        span.end();

        assertThat(recorded.spans)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getTraceId()).isEqualTo(TRACE);
                    assertThat(it.getParentSpanId()).isEqualTo(SPAN);
                    assertThat(it.getAttributes().asMap().values()).containsExactly("42");
                    assertThat(span.traceparent())
                            .contains("00-" + TRACE + "-" + it.getSpanId() + "-01");
                });
    }

    @Test
    void carriesOnTheRandomFlagOfW3c() {
        assertThat(traces.record(Optional.of("00-" + TRACE + "-" + SPAN + "-03"))).isTrue();
    }

    @Test
    void recordsNothingOfAnOrderThatIsNotSampled() {
        OrderSpan span = traces.begin(SpanKind.CONSUMER, "RESERVE_STOCK", UNSAMPLED);
        span.end();

        assertThat(traces.record(UNSAMPLED)).isFalse();
        assertThat(span.traceparent()).isEmpty();
        assertThat(recorded.spans).isEmpty();
    }

    @Test
    void keepsOthersFromBeginningATraceForAnOrderThatIsNotSampled() {
        OrderSpan span = traces.begin(SpanKind.CLIENT, "charge at provider", UNSAMPLED);

        String current = span.around(() -> Span.current().getSpanContext().getTraceId());

        assertThat(current).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01"
            })
    void beginsNothingBeneathWhatIsNoContext(String text) {
        assertThat(traces.begin(SpanKind.CONSUMER, "RESERVE_STOCK", Optional.of(text)))
                .isSameAs(OrderSpan.NONE);
    }

    @Test
    void beginsNothingWhereNothingIsRecorded() {
        assertThat(OrderTraces.OFF.record(SAMPLED)).isFalse();
        assertThat(OrderTraces.OFF.begin(SpanKind.CONSUMER, "RESERVE_STOCK", SAMPLED))
                .isSameAs(OrderSpan.NONE);
    }

    @Test
    void tellsOfWorkThatBeganEarlier() {
        Instant start = Instant.parse("2026-11-22T10:00:00Z");

        traces.begin(SpanKind.PRODUCER, "PUBLISH OrderPlaced", SAMPLED, start).end();

        assertThat(recorded.spans)
                .extracting(SpanData::getStartEpochNanos)
                .containsExactly(start.getEpochSecond() * 1_000_000_000L);
    }

    @Test
    void namesAFailureByItsKindAndNotInItsWords() {
        OrderSpan span = traces.begin(SpanKind.CONSUMER, "RESERVE_STOCK", SAMPLED);
        span.fail(new IllegalStateException("the street is Ring 1"));
        span.end();

        assertThat(recorded.spans)
                .extracting(SpanData::getStatus)
                .extracting(StatusData::getDescription)
                .containsExactly("IllegalStateException");
    }
}

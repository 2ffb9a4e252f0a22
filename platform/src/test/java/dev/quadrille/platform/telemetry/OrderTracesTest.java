package dev.quadrille.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String REQUEST = "00f067aa0ba902b7";
    private static final String STEP = "00f067aa0ba902b8";
    private static final EventTrace PLACED = trace(null, "01");
    private static final EventTrace CAUSED = trace(STEP, "01");
    private static final EventTrace UNSAMPLED = trace(STEP, "00");

    private final RecordedSpans recorded = new RecordedSpans();
    private final OrderTraces traces = recorded.traces();

    @Test
    void makesStepChildOfRequestThatPlacedOrder() {
        OrderSpan span = traces.begin(SpanKind.CONSUMER, "RESERVE_STOCK", PLACED).about("42");
        span.end();

        assertThat(recorded.spans)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getTraceId()).isEqualTo(TRACE);
                    assertThat(it.getParentSpanId()).isEqualTo(REQUEST);
                    assertThat(it.getLinks()).isEmpty();
                    assertThat(it.getAttributes().asMap().values()).containsExactly("42");
                });
    }

    @Test
    void linksStepToItsCause() {
        traces.begin(SpanKind.CONSUMER, "BOOK_SHIPMENT", CAUSED).end();

        assertThat(recorded.spans)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getParentSpanId()).isEqualTo(REQUEST);
                    assertThat(linked(it)).containsExactly(STEP);
                });
    }

    @Test
    void publishesStepAsCauseInTraceOfRequest() {
        OrderSpan step = traces.begin(SpanKind.CONSUMER, "BOOK_SHIPMENT", CAUSED);

        EventTrace published = CAUSED.causedBy(step);

        assertThat(published.parent()).isEqualTo(CAUSED.parent());
        assertThat(published.cause()).isEqualTo(step.traceparent()).isNotEqualTo(CAUSED.cause());
    }

    @Test
    void linksStepWithoutEventToCurrentRequest() {
        String request =
                traces.within(
                        trace("00f067aa0ba902b9", "01"),
                        () -> {
                            traces.beginFromRequest("CANCEL_ORDER", PLACED).end();
                            return Span.current().getSpanContext().getSpanId();
                        });

        assertThat(recorded.spans)
                .singleElement()
                .satisfies(it -> assertThat(linked(it)).containsExactly(request));
    }

    @Test
    void createsNoLinkForStepCausedByDeadline() {
        traces.beginFromRequest("CANCEL_ORDER", PLACED).end();

        assertThat(recorded.spans)
                .singleElement()
                .satisfies(it -> assertThat(it.getLinks()).isEmpty());
    }

    @Test
    void makesLaterCallsChildrenOfTheirStep() {
        assertThat(currentSpanWithin(CAUSED)).isEqualTo(STEP);
        assertThat(currentSpanWithin(PLACED)).isEqualTo(REQUEST);
    }

    @Test
    void acceptsRandomTraceIdFlag() {
        assertThat(traces.records(trace(null, "03"))).isTrue();
    }

    @Test
    void recordsNothingForUnsampledOrder() {
        OrderSpan span = traces.begin(SpanKind.CONSUMER, "RESERVE_STOCK", UNSAMPLED);
        span.end();

        assertThat(traces.records(UNSAMPLED)).isFalse();
        assertThat(span).isSameAs(OrderSpan.NONE);
        assertThat(UNSAMPLED.causedBy(span)).isSameAs(UNSAMPLED);
        assertThat(recorded.spans).isEmpty();
    }

    /// Without a parent, the calls would start new traces.
    @Test
    void keepsTraceForLaterCallsOfUnsampledOrder() {
        assertThat(currentSpanWithin(UNSAMPLED)).isEqualTo(STEP);
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
    void ignoresInvalidTraceparent(String text) {
        assertThat(traces.begin(SpanKind.CONSUMER, "RESERVE_STOCK", EventTrace.of(text, null)))
                .isSameAs(OrderSpan.NONE);

        traces.begin(
                        SpanKind.CONSUMER,
                        "BOOK_SHIPMENT",
                        EventTrace.of(context(REQUEST, "01"), text))
                .end();
        assertThat(recorded.spans)
                .singleElement()
                .satisfies(it -> assertThat(it.getLinks()).isEmpty());
    }

    @Test
    void createsNoSpansIfTracingIsOff() {
        assertThat(OrderTraces.OFF.records(PLACED)).isFalse();
        assertThat(OrderTraces.OFF.begin(SpanKind.CONSUMER, "RESERVE_STOCK", PLACED))
                .isSameAs(OrderSpan.NONE);
        assertThat(OrderTraces.OFF.beginFromRequest("CANCEL_ORDER", PLACED))
                .isSameAs(OrderSpan.NONE);
    }

    @Test
    void recordsClassButNotMessageOfFailure() {
        OrderSpan span = traces.begin(SpanKind.CONSUMER, "RESERVE_STOCK", PLACED);
        span.fail(new IllegalStateException("the street is Ring 1"));
        span.end();

        assertThat(recorded.spans)
                .extracting(SpanData::getStatus)
                .extracting(StatusData::getDescription)
                .containsExactly("IllegalStateException");
    }

    private String currentSpanWithin(EventTrace trace) {
        return traces.within(trace, () -> Span.current().getSpanContext().getSpanId());
    }

    private static List<String> linked(SpanData span) {
        return span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(it -> it.getSpanId())
                .toList();
    }

    private static EventTrace trace(@Nullable String cause, String flags) {
        return EventTrace.of(context(REQUEST, flags), cause == null ? null : context(cause, flags));
    }

    private static String context(String span, String flags) {
        return "00-" + TRACE + "-" + span + "-" + flags;
    }
}

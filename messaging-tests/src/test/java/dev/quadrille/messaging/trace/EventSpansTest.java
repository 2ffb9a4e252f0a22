package dev.quadrille.messaging.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.PoisonEvent;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.platform.telemetry.OrderTraces;
import dev.quadrille.testsupport.samples.Samples;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class EventSpansTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String OTHER = "aaf92f3577b34da6a3ce929d0e0e4736";
    private static final String REQUEST = "00f067aa0ba902b7";
    private static final String CAUSE = "00f067aa0ba902b8";

    private final List<SpanData> recorded = new ArrayList<>();
    private final EventSpans spans =
            new EventSpans(
                    new OrderTraces(
                            SdkTracerProvider.builder()
                                    .addSpanProcessor(
                                            SimpleSpanProcessor.create(new RecordingExporter()))
                                    .build()
                                    .get("test")),
                    Clock.fixed(Instant.ofEpochMilli(250), ZoneOffset.UTC));

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void clear() {
        TransactionSynchronizationManager.clearSynchronization();
    }

    @Test
    void createsASpanForEachEventInItsOwnTrace() {
        around(List.of(event(1, TRACE, "01"), event(2, OTHER, "01")), batch -> {});
        complete(TransactionSynchronization.STATUS_COMMITTED);

        assertThat(recorded)
                .extracting(SpanData::getTraceId)
                .containsExactlyInAnyOrder(TRACE, OTHER);
        assertThat(recorded)
                .allSatisfy(span -> {
                    assertThat(span.getName()).isEqualTo("BOOK_SHIPMENT");
                    assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
                    assertThat(span.getAttributes().get(AttributeKey.stringKey("order.id")))
                            .isEqualTo(Samples.ORDER.toString());
                });
    }

    @Test
    void makesEachStepAChildOfTheRequestAndTheCauseOfItsEvents() {
        List<EventTrace> published = new ArrayList<>();
        around(
                List.of(event(1, TRACE, "01")),
                batch -> batch.events().forEach(it -> published.add(it.trace())));
        complete(TransactionSynchronization.STATUS_COMMITTED);

        SpanData step = recorded.getFirst();
        assertThat(step.getParentSpanId()).isEqualTo(REQUEST);
        assertThat(step.getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(CAUSE);
        assertThat(published)
                .containsExactly(
                        EventTrace.of(
                                context(TRACE, REQUEST, "01"),
                                context(TRACE, step.getSpanId(), "01")));
    }

    @Test
    void recordsTheAgeOfTheEvent() {
        around(List.of(event(1, TRACE, "01")), batch -> {});
        complete(TransactionSynchronization.STATUS_COMMITTED);

        assertThat(recorded.getFirst().getAttributes().get(AttributeKey.longKey("event.age.ms")))
                .isEqualTo(250);
    }

    @Test
    void recordsTheReasonOfACancellation() {
        around(
                List.of(event(1, TRACE, "01")),
                batch ->
                        batch.recordDecision(
                                batch.events().getFirst(),
                                "taken",
                                Optional.of(
                                        Samples.orderCancelled(
                                                Samples.ORDER,
                                                CancellationReason.SHIPMENT_REFUSED))));
        complete(TransactionSynchronization.STATUS_COMMITTED);
        assertThat(reasons()).containsExactly("SHIPMENT_REFUSED");
    }

    @Test
    void recordsACancellationByTheDeadline() {
        cancelled();
        complete(TransactionSynchronization.STATUS_COMMITTED);
        assertThat(reasons()).containsExactly("DEADLINE_PASSED");
    }

    @Test
    void doesNotTraceAnUnsampledBatch() {
        List<EventEnvelope<OrderEvent>> events =
                List.of(event(1, TRACE, "00"), event(2, OTHER, "00"));

        around(events, batch -> assertThat(batch.events()).isSameAs(events));

        assertThat(TransactionSynchronizationManager.getSynchronizations()).isEmpty();
    }

    @Test
    void recordsOnlyTheSampledEventsOfABatch() {
        around(List.of(event(1, TRACE, "00"), event(2, OTHER, "01")), batch -> {});
        complete(TransactionSynchronization.STATUS_COMMITTED);

        assertThat(recorded).extracting(SpanData::getTraceId).containsExactly(OTHER);
    }

    @Test
    void marksOnlyThePoisonMessageAsFailed() {
        EventEnvelope<OrderEvent> fine = event(1, TRACE, "01");
        EventEnvelope<OrderEvent> poisoned = event(2, OTHER, "01");

        assertThatThrownBy(() ->
                        around(
                                List.of(fine, poisoned),
                                batch ->
                                        PoisonEvent.guard(
                                                batch.events().getLast(),
                                                () -> {
                                                    throw new IllegalStateException(
                                                            "Ring 1, Vienna");
                                                })))
                .isInstanceOf(PoisonEvent.class);
        complete(TransactionSynchronization.STATUS_ROLLED_BACK);

        assertThat(recorded)
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.getTraceId()).isEqualTo(OTHER);
                    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                    assertThat(span.getStatus().getDescription())
                            .isEqualTo("IllegalStateException");
                });
    }

    @Test
    void marksAllEventsOfABatchThatFailedAsAWhole() {
        assertThatThrownBy(() ->
                        around(
                                List.of(event(1, TRACE, "01")),
                                batch -> {
                                    throw new IllegalStateException("the database is down");
                                }))
                .hasMessageContaining("down");
        complete(TransactionSynchronization.STATUS_ROLLED_BACK);

        assertThat(recorded)
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR);
    }

    @Test
    void recordsACancellationOnlyOnCommit() {
        EventTrace published = cancelled();
        complete(TransactionSynchronization.STATUS_ROLLED_BACK);

        assertThat(published.cause()).isPresent();
        assertThat(recorded).isEmpty();
    }

    private EventTrace cancelled() {
        return spans.recordCancellation(
                "CANCEL_ORDER",
                "42",
                CancellationReason.DEADLINE_PASSED,
                EventTrace.of(context(TRACE, REQUEST, "01"), null));
    }

    private List<String> reasons() {
        return recorded.stream()
                .map(it -> it.getAttributes().get(AttributeKey.stringKey("cancellation.reason")))
                .toList();
    }

    private void around(List<EventEnvelope<OrderEvent>> events, Consumer<TracedBatch> handling) {
        spans.traceBatch(events, _ -> "BOOK_SHIPMENT", handling);
    }

    private static void complete(int status) {
        TransactionSynchronizationManager.getSynchronizations()
                .forEach(it -> {
                    if (status == TransactionSynchronization.STATUS_COMMITTED) {
                        it.afterCommit();
                    }
                    it.afterCompletion(status);
                });
    }

    private static EventEnvelope<OrderEvent> event(int number, String trace, String flags) {
        return new EventEnvelope<>(
                Topic.ORDER_FLOW,
                Samples.paymentCharged(Samples.ORDER),
                new UUID(0, number),
                Instant.EPOCH,
                EventTrace.of(context(trace, REQUEST, flags), context(trace, CAUSE, flags)),
                new PartitionOffset(0, number));
    }

    private static String context(String trace, String span, String flags) {
        return "00-" + trace + "-" + span + "-" + flags;
    }

    private final class RecordingExporter implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            recorded.addAll(batch);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}

package dev.quadrille.query.application;

import static dev.quadrille.query.application.SampleHistories.HISTORIES;
import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.Received;
import dev.quadrille.orderflow.Settlement;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderViewTest {

    @ParameterizedTest
    @MethodSource("histories")
    void isIndependentOfOrderAndNumberOfDeliveries(List<OrderEvent> history) {
        List<Received<OrderEvent>> log = SampleHistories.of(history);
        OrderView expected = fold(log);
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            assertThat(fold(shuffledWithRepetitions(log, random))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void isSettledOnlyByLastEvent(List<OrderEvent> history) {
        List<Received<OrderEvent>> log = SampleHistories.of(history);
        assertThat(IntStream.rangeClosed(0, log.size()).mapToObj(n -> fold(log.subList(0, n))))
                .extracting(OrderView::settled)
                .last()
                .isEqualTo(true);
        assertThat(fold(log.subList(0, log.size() - 1)).settled()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void isSettledAsDefinedByOrderFlow(List<OrderEvent> history) {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            OrderView view =
                    fold(
                            shuffledWithRepetitions(SampleHistories.of(history), random)
                                    .subList(0, 3));
            assertThat(view.settled()).isEqualTo(Settlement.isSettled(view.seen(), view.reason()));
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void ignoresLaterCopies(List<OrderEvent> history) {
        List<Received<OrderEvent>> log = SampleHistories.of(history);
        List<Received<OrderEvent>> withCopies = new ArrayList<>(log);
        log.forEach(
                event -> withCopies.add(SampleHistories.copyAt(100 + withCopies.size(), event)));
        assertThat(fold(withCopies)).isEqualTo(fold(log));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void isIndependentOfDeliveryOrderOfCopies(List<OrderEvent> history) {
        List<Received<OrderEvent>> log = SampleHistories.of(history);
        List<Received<OrderEvent>> withCopies = new ArrayList<>(log);
        log.forEach(
                event -> withCopies.add(SampleHistories.copyAt(100 + withCopies.size(), event)));
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            Collections.shuffle(withCopies, random);
            assertThat(fold(withCopies)).isEqualTo(fold(log));
        }
    }

    @Test
    void hasNumberOfEventsAsVersion() {
        List<Received<OrderEvent>> log = SampleHistories.of(HISTORIES.getFirst());
        assertThat(IntStream.rangeClosed(1, log.size()).mapToObj(n -> fold(log.subList(0, n))))
                .extracting(OrderView::version)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, log.size()).boxed().toList());
    }

    @Test
    void hasFirstEventTimesAndTraceId() {
        List<Received<OrderEvent>> log = SampleHistories.of(HISTORIES.getFirst());
        OrderView view = fold(log);
        assertThat(view.placed()).contains((OrderPlaced) log.getFirst().event());
        assertThat(view.placedAt()).isEqualTo(log.getFirst().at());
        assertThat(view.updatedAt()).isEqualTo(log.getLast().at());
        assertThat(view.traceId()).contains(SampleHistories.TRACE_ID);
    }

    static Stream<Named<List<OrderEvent>>> histories() {
        return HISTORIES.stream().map(history -> Named.of(typesIn(history), history));
    }

    private static String typesIn(List<OrderEvent> history) {
        return history.stream()
                .map(event -> event.getClass().getSimpleName())
                .collect(Collectors.joining(", "));
    }

    private static List<Received<OrderEvent>> shuffledWithRepetitions(
            List<Received<OrderEvent>> log, Random random) {
        List<Received<OrderEvent>> delivered = new ArrayList<>(log);
        for (int i = random.nextInt(6); i > 0; i--) {
            delivered.add(log.get(random.nextInt(log.size())));
        }
        Collections.shuffle(delivered, random);
        return delivered;
    }

    private static OrderView fold(List<Received<OrderEvent>> log) {
        OrderView view = OrderView.unseen(ORDER);
        for (Received<OrderEvent> received : log) {
            view = view.with(received);
        }
        return view;
    }
}

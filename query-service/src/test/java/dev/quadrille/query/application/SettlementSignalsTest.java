package dev.quadrille.query.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.testsupport.samples.Samples;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettlementSignalsTest {

    private static final int MANY = 100;

    private final StubReadModel model = new StubReadModel();
    private final SettlementSignals signals =
            new SettlementSignals(
                    model, new LongPollSettings(1, 1, Duration.ofMillis(20), Duration.ofHours(1)));

    @Test
    void pollsOnceForAllWaitingRequests() {
        model.view = Optional.of(view(1));
        List<CompletableFuture<Optional<OrderView>>> waiting =
                Stream.generate(this::waiting).limit(MANY).toList();
        await().until(() -> model.singleQueries.get() == MANY);
        signals.poll();
        assertThat(waiting).noneMatch(CompletableFuture::isDone);

        model.view = Optional.of(view(5));
        signals.poll();
        assertThat(waiting).allMatch(it -> it.join().orElseThrow().settled());
        assertThat(model.setQueries.get()).isEqualTo(2);
        signals.poll();
        assertThat(model.setQueries.get()).isEqualTo(2);
    }

    @Test
    void limitsWaitForUnknownOrder() throws InterruptedException {
        assertThat(signals.await(Samples.ORDER, Duration.ofDays(1), _ -> false)).isEmpty();
    }

    private CompletableFuture<Optional<OrderView>> waiting() {
        CompletableFuture<Optional<OrderView>> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        result.complete(
                                signals.await(Samples.ORDER, Duration.ofDays(1), _ -> false));
                    } catch (InterruptedException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    /// The view after the given number of events of a confirmed order.
    private static OrderView view(int events) {
        OrderView view = OrderView.unseen(Samples.ORDER);
        for (EventEnvelope<OrderEvent> each :
                SampleHistories.of(SampleHistories.HISTORIES.getFirst()).subList(0, events)) {
            view = view.with(each);
        }
        return view;
    }

    /// Contains at most one order, and counts the queries.
    private static final class StubReadModel implements ReadModel {
        private final AtomicInteger singleQueries = new AtomicInteger();
        private final AtomicInteger setQueries = new AtomicInteger();
        private volatile Optional<OrderView> view = Optional.empty();

        @Override
        public Optional<OrderView> find(OrderId order) {
            Optional<OrderView> found = view;
            singleQueries.incrementAndGet();
            return found;
        }

        @Override
        public Map<OrderId, OrderView> find(Set<OrderId> orders) {
            setQueries.incrementAndGet();
            return view.map(it -> Map.of(it.orderId(), it)).orElse(Map.of());
        }

        @Override
        public OrderListing.Page list(OrderListing listing) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void save(Map<OrderId, OrderView> found, Collection<OrderView> views) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void append(Collection<TimelineEntry> entries) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TimelineEntry> timeline(OrderId order) {
            throw new UnsupportedOperationException();
        }
    }
}

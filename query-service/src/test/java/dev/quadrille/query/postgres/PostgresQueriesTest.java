package dev.quadrille.query.postgres;

import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.query.application.EventOccurrence;
import dev.quadrille.query.application.OrderListing;
import dev.quadrille.query.application.OrderView;
import dev.quadrille.query.application.ReadModel;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PostgresQueriesTest {

    private static final OrderView PLACED = view(List.of(OrderPlaced.class));
    private static final OrderView CONFIRMED =
            view(List.of(OrderPlaced.class, OrderConfirmed.class));
    private static final OrderListing ALL =
            new OrderListing(Optional.empty(), Optional.empty(), Optional.empty(), 20);

    @Test
    void readsSettledOrderFromStandby() {
        FixedReadModel primary = new FixedReadModel(CONFIRMED);

        assertThat(queries(primary, new FixedReadModel(CONFIRMED)).find(ORDER)).contains(CONFIRMED);
        assertThat(primary.queries()).isEmpty();
    }

    @Test
    void readsUnsettledOrderFromPrimary() {
        FixedReadModel standby = new FixedReadModel(PLACED);

        assertThat(queries(new FixedReadModel(CONFIRMED), standby).find(ORDER)).contains(CONFIRMED);
    }

    @Test
    void readsOrderMissingOnStandbyFromPrimary() {
        assertThat(queries(new FixedReadModel(PLACED), new FixedReadModel()).find(ORDER))
                .contains(PLACED);
    }

    @Test
    void readsTimelineOfSettledOrderFromStandby() {
        FixedReadModel primary = new FixedReadModel(CONFIRMED);
        FixedReadModel replica = new FixedReadModel(CONFIRMED);

        queries(primary, replica).timeline(ORDER);

        assertThat(replica.queries()).containsExactly("find", "timeline");
        assertThat(primary.queries()).isEmpty();
    }

    @Test
    void readsTimelineOfUnsettledOrderFromPrimary() {
        FixedReadModel primary = new FixedReadModel(CONFIRMED);
        FixedReadModel replica = new FixedReadModel(PLACED);

        queries(primary, replica).timeline(ORDER);

        assertThat(replica.queries()).containsExactly("find");
        assertThat(primary.queries()).containsExactly("timeline");
    }

    @Test
    void listsOrdersFromFreshStandby() {
        FixedReadModel primary = new FixedReadModel(CONFIRMED);

        assertThat(queries(primary, new FixedReadModel(PLACED)).list(ALL).orders())
                .containsExactly(PLACED);
        assertThat(primary.queries()).isEmpty();
    }

    @Test
    void listsOrdersFromPrimaryWithoutStandby() {
        OrderListing.Page page =
                new PostgresQueries(new FixedReadModel(CONFIRMED), ReadReplica.NONE).list(ALL);

        assertThat(page.orders()).containsExactly(CONFIRMED);
    }

    private static PostgresQueries queries(ReadModel primary, ReadModel replica) {
        return new PostgresQueries(primary, new FreshReplica(replica));
    }

    private static OrderView view(List<Class<? extends OrderEvent>> types) {
        Map<Class<? extends OrderEvent>, EventOccurrence> occurrences = new HashMap<>();
        types.forEach(type ->
                occurrences.put(
                        type,
                        new EventOccurrence(
                                new PartitionOffset(0, occurrences.size()), Instant.EPOCH)));
        return new OrderView(
                ORDER,
                Optional.of(orderPlaced(ORDER)),
                Optional.empty(),
                occurrences,
                Optional.empty());
    }

    /// A replica that is available and fresh.
    private record FreshReplica(ReadModel model) implements ReadReplica {

        @Override
        public <T> Optional<T> query(Function<ReadModel, Optional<T>> query) {
            return query.apply(model);
        }

        @Override
        public <T> Optional<T> queryIfFresh(Function<ReadModel, T> query) {
            return Optional.of(query.apply(model));
        }

        @Override
        public void close() {}
    }
}

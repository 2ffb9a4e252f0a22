package dev.quadrille.query.postgres;

import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.reader.PartitionOffset;
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
    void showsASettledOrderFromTheStandby() {
        FixedReadModel primary = new FixedReadModel(CONFIRMED);

        assertThat(queries(primary, new FixedReadModel(CONFIRMED)).find(ORDER)).contains(CONFIRMED);
        assertThat(primary.queries()).isEmpty();
    }

    @Test
    void showsAnOrderOnItsWayAsThePrimaryHasIt() {
        FixedReadModel behind = new FixedReadModel(PLACED);

        assertThat(queries(new FixedReadModel(CONFIRMED), behind).find(ORDER)).contains(CONFIRMED);
    }

    @Test
    void findsAnOrderThatHasNotReachedTheStandby() {
        assertThat(queries(new FixedReadModel(PLACED), new FixedReadModel()).find(ORDER))
                .contains(PLACED);
    }

    @Test
    void readsTheTimelineWhereTheOrderIsSettled() {
        FixedReadModel primary = new FixedReadModel(CONFIRMED);
        FixedReadModel replica = new FixedReadModel(CONFIRMED);

        queries(primary, replica).timeline(ORDER);

        assertThat(replica.queries()).containsExactly("find", "timeline");
        assertThat(primary.queries()).isEmpty();
    }

    @Test
    void readsTheTimelineOfAnOrderOnItsWayFromThePrimary() {
        FixedReadModel primary = new FixedReadModel(CONFIRMED);
        FixedReadModel replica = new FixedReadModel(PLACED);

        queries(primary, replica).timeline(ORDER);

        assertThat(replica.queries()).containsExactly("find");
        assertThat(primary.queries()).containsExactly("timeline");
    }

    @Test
    void listsFromAFreshStandby() {
        FixedReadModel primary = new FixedReadModel(CONFIRMED);

        assertThat(queries(primary, new FixedReadModel(PLACED)).list(ALL).orders())
                .containsExactly(PLACED);
        assertThat(primary.queries()).isEmpty();
    }

    @Test
    void asksThePrimaryForAllThatTheStandbyDoesNotAnswer() {
        OrderListing.Page page =
                new PostgresQueries(new FixedReadModel(CONFIRMED), ReadReplica.NONE).list(ALL);

        assertThat(page.orders()).containsExactly(CONFIRMED);
    }

    private static PostgresQueries queries(ReadModel primary, ReadModel replica) {
        return new PostgresQueries(primary, new Present(replica));
    }

    private static OrderView view(List<Class<? extends OrderEvent>> seen) {
        Map<Class<? extends OrderEvent>, EventOccurrence> sightings = new HashMap<>();
        seen.forEach(it ->
                sightings.put(
                        it,
                        new EventOccurrence(
                                new PartitionOffset(0, sightings.size()), Instant.EPOCH)));
        return new OrderView(
                ORDER,
                Optional.of(orderPlaced(ORDER)),
                Optional.empty(),
                sightings,
                Optional.empty());
    }

    /// A replica that answers, and is fresh.
    private record Present(ReadModel copy) implements ReadReplica {

        @Override
        public <T> Optional<T> query(Function<ReadModel, Optional<T>> query) {
            return query.apply(copy);
        }

        @Override
        public <T> Optional<T> queryIfFresh(Function<ReadModel, T> query) {
            return Optional.of(query.apply(copy));
        }

        @Override
        public void close() {}
    }
}

package dev.quadrille.query.postgres;

import static dev.quadrille.messaging.samples.Samples.ORDER;
import static dev.quadrille.messaging.samples.Samples.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.LogPosition;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.query.application.OrderListing;
import dev.quadrille.query.application.OrderView;
import dev.quadrille.query.application.ReadModel;
import dev.quadrille.query.application.Sighting;
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
        FewOrders primary = new FewOrders(CONFIRMED);

        assertThat(queries(primary, new FewOrders(CONFIRMED)).find(ORDER)).contains(CONFIRMED);
        assertThat(primary.questions()).isEmpty();
    }

    @Test
    void showsAnOrderOnItsWayAsThePrimaryHasIt() {
        FewOrders behind = new FewOrders(PLACED);

        assertThat(queries(new FewOrders(CONFIRMED), behind).find(ORDER)).contains(CONFIRMED);
    }

    @Test
    void findsAnOrderThatHasNotReachedTheStandby() {
        assertThat(queries(new FewOrders(PLACED), new FewOrders()).find(ORDER)).contains(PLACED);
    }

    @Test
    void readsTheTimelineWhereTheOrderIsSettled() {
        FewOrders primary = new FewOrders(CONFIRMED);
        FewOrders standby = new FewOrders(CONFIRMED);

        queries(primary, standby).timeline(ORDER);

        assertThat(standby.questions()).containsExactly("find", "timeline");
        assertThat(primary.questions()).isEmpty();
    }

    @Test
    void readsTheTimelineOfAnOrderOnItsWayFromThePrimary() {
        FewOrders primary = new FewOrders(CONFIRMED);
        FewOrders standby = new FewOrders(PLACED);

        queries(primary, standby).timeline(ORDER);

        assertThat(standby.questions()).containsExactly("find");
        assertThat(primary.questions()).containsExactly("timeline");
    }

    @Test
    void listsFromAFreshStandby() {
        FewOrders primary = new FewOrders(CONFIRMED);

        assertThat(queries(primary, new FewOrders(PLACED)).list(ALL).orders())
                .containsExactly(PLACED);
        assertThat(primary.questions()).isEmpty();
    }

    @Test
    void asksThePrimaryForAllThatTheStandbyDoesNotAnswer() {
        OrderListing.Page page =
                new PostgresQueries(new FewOrders(CONFIRMED), Standby.NONE).list(ALL);

        assertThat(page.orders()).containsExactly(CONFIRMED);
    }

    private static PostgresQueries queries(ReadModel primary, ReadModel standby) {
        return new PostgresQueries(primary, new Present(standby));
    }

    private static OrderView view(List<Class<? extends OrderEvent>> seen) {
        Map<Class<? extends OrderEvent>, Sighting> sightings = new HashMap<>();
        seen.forEach(it ->
                sightings.put(
                        it, new Sighting(new LogPosition(0, sightings.size()), Instant.EPOCH)));
        return new OrderView(
                ORDER,
                Optional.of(orderPlaced(ORDER)),
                Optional.empty(),
                sightings,
                Optional.empty());
    }

    /// A standby that answers, and is fresh.
    private record Present(ReadModel copy) implements Standby {

        @Override
        public <T> Optional<T> ask(Function<ReadModel, Optional<T>> question) {
            return question.apply(copy);
        }

        @Override
        public <T> Optional<T> askIfFresh(Function<ReadModel, T> question) {
            return Optional.of(question.apply(copy));
        }

        @Override
        public void close() {}
    }
}

package dev.quadrille.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.orderflow.value.CustomerId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadSheddingTest {

    private static final CustomerId ALICE = new CustomerId("alice");
    private static final CustomerId BOB = new CustomerId("bob");
    private static final CustomerId CAROL = new CustomerId("carol");
    private static final Duration OLD = Duration.ofSeconds(4);

    private final FakeBacklog backlog = new FakeBacklog();

    @Test
    void acceptsBeforeTheFirstMeasurement() {
        assertThat(shedding(Duration.ZERO).rejection(ALICE)).isEmpty();
    }

    @Test
    void rejectsAllWhileTheForecastExceedsTheLimit() {
        LoadShedding shedding = shedding(Duration.ofSeconds(10));
        stall(shedding, 100);
        assertThat(shedding.rejection(ALICE)).isPresent();
        assertThat(shedding.rejection(CAROL)).isPresent();
        backlog.open = new OpenOrders(0, Duration.ZERO, 100);
        shedding.measure();
        assertThat(shedding.rejection(ALICE)).isEmpty();
    }

    @Test
    void rejectsCustomersAboveTheirShareUnderPressure() {
        // No forecast exceeds this limit, but half of it.
        LoadShedding shedding = shedding(SettlementForecast.UNKNOWN_END);
        backlog.byCustomer = Map.of(ALICE, 80L, BOB, 10L, CAROL, 10L);
        stall(shedding, 100);
        assertThat(shedding.rejection(ALICE)).isPresent();
        assertThat(shedding.rejection(BOB)).isEmpty();
        assertThat(shedding.rejection(new CustomerId("dave"))).isEmpty();
    }

    @Test
    void leavesAllOpenOrdersToOneCustomerAlone() {
        LoadShedding shedding = shedding(SettlementForecast.UNKNOWN_END);
        backlog.byCustomer = Map.of(ALICE, 100L);
        stall(shedding, 100);
        assertThat(shedding.rejection(ALICE)).isEmpty();
    }

    @Test
    void spreadsTheTimesAfterWhichCustomersRetry() {
        LoadShedding shedding = shedding(Duration.ofSeconds(10));
        stall(shedding, 100);
        Set<Long> seconds =
                IntStream.range(0, 1000)
                        .mapToObj(_ -> shedding.rejection(ALICE).orElseThrow().toSeconds())
                        .collect(Collectors.toSet());
        assertThat(seconds).contains(1L, 10L, 20L).allMatch(it -> it >= 1 && it <= 20);
    }

    private LoadShedding shedding(Duration limit) {
        return new LoadShedding(backlog, limit, new SimpleMeterRegistry());
    }

    /// Two measurements between which nothing is settled.
    private void stall(LoadShedding shedding, long open) {
        backlog.open = new OpenOrders(open, OLD, 7);
        shedding.measure();
        shedding.measure();
    }

    private static final class FakeBacklog implements OrderBacklog {

        private OpenOrders open = new OpenOrders(0, Duration.ZERO, 0);
        private Map<CustomerId, Long> byCustomer = Map.of();

        @Override
        public OpenOrders open() {
            return open;
        }

        @Override
        public Map<CustomerId, Long> openByCustomer() {
            return byCustomer;
        }
    }
}

package dev.quadrille.gateway.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.gateway.concurrency.ConcurrencyLimit.Outcome;
import dev.quadrille.gateway.concurrency.ConcurrencyLimit.Priority;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private final ConcurrencyLimit limit = new ConcurrencyLimit(3, 0, 2);

    @Test
    void limitsEachCaller() {
        assertThat(limit.tryAcquire("alice", Priority.OTHER)).isEqualTo(Outcome.ACQUIRED);
        assertThat(limit.tryAcquire("alice", Priority.OTHER)).isEqualTo(Outcome.ACQUIRED);
        assertThat(limit.tryAcquire("alice", Priority.OTHER))
                .isEqualTo(Outcome.CALLER_LIMIT_EXCEEDED);
        assertThat(limit.tryAcquire("bob", Priority.OTHER)).isEqualTo(Outcome.ACQUIRED);
    }

    @Test
    void limitsAllCallersTogether() {
        limit.tryAcquire("alice", Priority.OTHER);
        limit.tryAcquire("bob", Priority.OTHER);
        limit.tryAcquire("carol", Priority.OTHER);

        assertThat(limit.tryAcquire("dave", Priority.OTHER))
                .isEqualTo(Outcome.TOTAL_LIMIT_EXCEEDED);
    }

    @Test
    void reusesReleasedPermits() {
        limit.tryAcquire("alice", Priority.OTHER);
        limit.tryAcquire("alice", Priority.OTHER);
        limit.tryAcquire("bob", Priority.OTHER);
        limit.tryAcquire("alice", Priority.OTHER);
        limit.tryAcquire("carol", Priority.OTHER);

        limit.release("alice", Priority.OTHER);

        assertThat(limit.tryAcquire("carol", Priority.OTHER)).isEqualTo(Outcome.ACQUIRED);
        assertThat(limit.tryAcquire("carol", Priority.OTHER))
                .isEqualTo(Outcome.TOTAL_LIMIT_EXCEEDED);
        limit.release("carol", Priority.OTHER);
        assertThat(limit.tryAcquire("alice", Priority.OTHER)).isEqualTo(Outcome.ACQUIRED);
    }

    @Test
    void rejectsOtherRequestsBeforeNewOrders() {
        ConcurrencyLimit reserved = new ConcurrencyLimit(5, 2, 100);

        assertThat(acquire(reserved, 4, Priority.OTHER)).isEqualTo(3);
        assertThat(acquire(reserved, 4, Priority.NEW_ORDER)).isEqualTo(2);
        reserved.release("alice", Priority.NEW_ORDER);
        assertThat(acquire(reserved, 1, Priority.OTHER)).as("reserved for orders").isZero();
        assertThat(acquire(reserved, 1, Priority.NEW_ORDER)).isEqualTo(1);
        reserved.release("alice", Priority.OTHER);
        assertThat(acquire(reserved, 2, Priority.OTHER)).isEqualTo(1);
    }

    @Test
    void newOrdersMayUseAllPermits() {
        ConcurrencyLimit reserved = new ConcurrencyLimit(5, 2, 100);

        assertThat(acquire(reserved, 6, Priority.NEW_ORDER)).isEqualTo(5);
        assertThat(acquire(reserved, 1, Priority.OTHER)).isZero();
        reserved.release("alice", Priority.NEW_ORDER);
        assertThat(acquire(reserved, 1, Priority.OTHER)).isEqualTo(1);
    }

    private static long acquire(ConcurrencyLimit limit, int attempts, Priority priority) {
        return Stream.generate(() -> limit.tryAcquire("alice", priority))
                .limit(attempts)
                .filter(Outcome.ACQUIRED::equals)
                .count();
    }

    @Test
    void rejectsLimitBelowOne() {
        assertThatThrownBy(() -> new ConcurrencyLimit(1, 0, 0)).hasMessageContaining("at least 1");
    }
}

package dev.quadrille.gateway.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.gateway.concurrency.ConcurrencyLimit.Outcome;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private final ConcurrencyLimit limit = new ConcurrencyLimit(3, 2);

    @Test
    void limitsEachCaller() {
        assertThat(limit.tryAcquire("alice")).isEqualTo(Outcome.ACQUIRED);
        assertThat(limit.tryAcquire("alice")).isEqualTo(Outcome.ACQUIRED);
        assertThat(limit.tryAcquire("alice")).isEqualTo(Outcome.CALLER_LIMIT_EXCEEDED);
        assertThat(limit.tryAcquire("bob")).isEqualTo(Outcome.ACQUIRED);
    }

    @Test
    void limitsAllCallersTogether() {
        limit.tryAcquire("alice");
        limit.tryAcquire("bob");
        limit.tryAcquire("carol");

        assertThat(limit.tryAcquire("dave")).isEqualTo(Outcome.TOTAL_LIMIT_EXCEEDED);
    }

    @Test
    void reusesReleasedPermits() {
        limit.tryAcquire("alice");
        limit.tryAcquire("alice");
        limit.tryAcquire("bob");
        limit.tryAcquire("alice");
        limit.tryAcquire("carol");

        limit.release("alice");

        assertThat(limit.tryAcquire("carol")).isEqualTo(Outcome.ACQUIRED);
        assertThat(limit.tryAcquire("carol")).isEqualTo(Outcome.TOTAL_LIMIT_EXCEEDED);
        limit.release("carol");
        assertThat(limit.tryAcquire("alice")).isEqualTo(Outcome.ACQUIRED);
    }

    @Test
    void rejectsLimitBelowOne() {
        assertThatThrownBy(() -> new ConcurrencyLimit(1, 0)).hasMessageContaining("at least 1");
    }
}

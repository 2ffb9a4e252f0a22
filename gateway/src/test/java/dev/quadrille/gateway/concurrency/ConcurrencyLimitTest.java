package dev.quadrille.gateway.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.gateway.concurrency.ConcurrencyLimit.Outcome;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private final ConcurrencyLimit limit = new ConcurrencyLimit(3, 2);

    @Test
    void grantsAnOwnerNoMoreThanItsShare() {
        assertThat(limit.take("alice")).isEqualTo(Outcome.GRANTED);
        assertThat(limit.take("alice")).isEqualTo(Outcome.GRANTED);
        assertThat(limit.take("alice")).isEqualTo(Outcome.OWNER_AT_LIMIT);
        assertThat(limit.take("bob")).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void grantsAllOwnersNoMoreThanTheTotal() {
        limit.take("alice");
        limit.take("bob");
        limit.take("carol");

        assertThat(limit.take("dave")).isEqualTo(Outcome.NONE_LEFT);
    }

    @Test
    void grantsAgainWhatIsGivenBack() {
        limit.take("alice");
        limit.take("alice");
        limit.take("bob");
        limit.take("alice");
        limit.take("carol");

        limit.giveBack("alice");

        assertThat(limit.take("carol")).isEqualTo(Outcome.GRANTED);
        assertThat(limit.take("carol")).isEqualTo(Outcome.NONE_LEFT);
        limit.giveBack("carol");
        assertThat(limit.take("alice")).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void isAtLeastOne() {
        assertThatThrownBy(() -> new ConcurrencyLimit(1, 0)).hasMessageContaining("at least 1");
    }
}

package dev.quadrille.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestinationBackoffTest {

    private final DestinationBackoff backoff =
            new DestinationBackoff(Duration.ofMillis(100), Duration.ofMillis(500));

    @Test
    void doublesThePauseUpToTheMaximum() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            backoff.fail();
            pauses.add(backoff.pause().orElseThrow().toMillis());
        }
        assertThat(pauses).containsExactly(100L, 200L, 400L, 500L, 500L);
    }

    @Test
    void doesNotPauseAfterASuccess() {
        assertThat(backoff.pause()).isEmpty();
        backoff.fail();
        backoff.succeed();
        assertThat(backoff.pause()).isEmpty();
    }
}

package dev.quadrille.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void restsAsLongAsTheRoundTookWithinItsBounds() {
        assertThat(Pace.restAfter(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(5));
        assertThat(Pace.restAfter(Duration.ofMillis(30))).isEqualTo(Duration.ofMillis(30));
        assertThat(Pace.restAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(100));
    }
}

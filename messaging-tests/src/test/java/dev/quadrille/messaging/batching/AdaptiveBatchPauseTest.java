package dev.quadrille.messaging.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveBatchPauseTest {

    @Test
    void pausesAsLongAsTheRoundTookWithinBounds() {
        assertThat(AdaptiveBatchPause.pauseAfter(Duration.ofMillis(1)))
                .isEqualTo(Duration.ofMillis(5));
        assertThat(AdaptiveBatchPause.pauseAfter(Duration.ofMillis(30)))
                .isEqualTo(Duration.ofMillis(30));
        assertThat(AdaptiveBatchPause.pauseAfter(Duration.ofMinutes(1)))
                .isEqualTo(Duration.ofMillis(100));
    }
}

package dev.quadrille.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {

    private final RestartBackoff backoff = new RestartBackoff();

    @Test
    void doublesTheDelayUpTo30Seconds() {
        LongStream delays =
                LongStream.range(0, 8)
                        .map(_ -> backoff.delayAfter(Duration.ofSeconds(5)).toSeconds());

        assertThat(delays).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void resetsTheDelayAfterAMinuteOfUptime() {
        backoff.delayAfter(Duration.ofSeconds(5));
        backoff.delayAfter(Duration.ofSeconds(5));

        assertThat(backoff.delayAfter(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.delayAfter(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(2));
    }
}

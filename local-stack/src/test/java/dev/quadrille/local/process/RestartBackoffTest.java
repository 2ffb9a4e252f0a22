package dev.quadrille.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {

    private final RestartBackoff backoff = new RestartBackoff();

    @Test
    void waitsLongerEachTimeUpToHalfAMinute() {
        LongStream pauses =
                LongStream.range(0, 8).map(_ -> backoff.after(Duration.ofSeconds(5)).toSeconds());

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void beginsAgainAfterALongLife() {
        backoff.after(Duration.ofSeconds(5));
        backoff.after(Duration.ofSeconds(5));

        assertThat(backoff.after(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(2));
    }
}

package dev.quadrille.query.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LongPollLimitsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LongPollLimits limits =
            new LongPollLimits(
                    new LongPollSettings(2, 3, Duration.ofSeconds(2), Duration.ofSeconds(1)),
                    meters);

    @Test
    void limitsWaitsPerCallerAndInTotal() {
        assertThat(limits.enter("alice")).isTrue();
        assertThat(limits.enter("alice")).isTrue();
        assertThat(limits.enter("alice")).isFalse();
        assertThat(limits.enter("bob")).isTrue();
        assertThat(limits.enter("carol")).isFalse();
        assertThat(ignored("caller")).isEqualTo(1);
        assertThat(ignored("total")).isEqualTo(1);
    }

    @Test
    void permitsNewWaitAfterAnotherHasEnded() {
        assertThat(limits.enter("alice")).isTrue();
        assertThat(limits.enter("alice")).isTrue();
        limits.leave("alice");
        assertThat(limits.enter("alice")).isTrue();
        limits.leave("alice");
        limits.leave("alice");
        assertThat(meters.get("quadrille.waits.open").gauge().value()).isZero();
    }

    private double ignored(String limit) {
        return meters.get("quadrille.waits.ignored").tag("limit", limit).counter().count();
    }
}

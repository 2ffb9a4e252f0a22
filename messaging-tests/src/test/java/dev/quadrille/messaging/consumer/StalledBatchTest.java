package dev.quadrille.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StalledBatchTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StalledBatch stalled = new StalledBatch("order-flow", now::get, meters);

    @Test
    void measuresFromTheFirstFailure() {
        assertThat(stalled.duration()).isZero();
        stalled.failed();
        pass(Duration.ofMinutes(2));
        stalled.failed();
        pass(Duration.ofMinutes(3));
        assertThat(stalled.duration()).isEqualTo(Duration.ofMinutes(5));
        assertThat(meters.get("quadrille.consumer.stalled").gauge().value()).isEqualTo(300);
    }

    @Test
    void endsWhenABatchIsHandled() {
        stalled.failed();
        pass(Duration.ofMinutes(2));
        stalled.succeeded();
        assertThat(stalled.duration()).isZero();
    }

    @Test
    void endsWhenPartitionsAreRevoked() {
        stalled.failed();
        pass(Duration.ofMinutes(2));
        stalled.partitionsRevoked(List.of());
        assertThat(stalled.duration()).isEqualTo(Duration.ofMinutes(2));
        stalled.partitionsRevoked(List.of(new TopicPartition("order-flow", 1)));
        assertThat(stalled.duration()).isZero();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}

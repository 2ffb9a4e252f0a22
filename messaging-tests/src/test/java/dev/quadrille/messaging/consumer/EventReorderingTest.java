package dev.quadrille.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quadrille.messaging.consumer.EventReordering.EventHeldBack;
import dev.quadrille.platform.chaos.FaultSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventReorderingTest {

    private static final Optional<FaultSettings> AFFECTED =
            Optional.of(new FaultSettings(1, Duration.ofSeconds(1), Optional.empty(), Instant.MAX));

    private final ConsumerRecord<String, byte[]> first = record(0, "a");
    private final ConsumerRecord<String, byte[]> other = record(1, "b");
    private final ConsumerRecord<String, byte[]> second = record(2, "a");
    private long now;
    private final EventReordering reordering = new EventReordering(() -> now);

    @Test
    void deliversAnEventAfterTheNextEventOfItsOrder() {
        assertThat(reordering.reorder(List.of(first, other, second), only(first)))
                .containsExactly(other, second, first);
    }

    @Test
    void keepsTheOrderOfUnaffectedEvents() {
        assertThat(reordering.reorder(List.of(first, other, second), _ -> Optional.empty()))
                .containsExactly(first, other, second);
    }

    @Test
    void waitsForTheNextEvent() {
        assertHeldBack(List.of(first, other));

        assertThat(reordering.reorder(List.of(first, other, second), _ -> Optional.empty()))
                .containsExactly(other, second, first);
    }

    @Test
    void doesNotHoldBackTheNextEvent() {
        assertThat(reordering.reorder(List.of(first, second), _ -> AFFECTED))
                .containsExactly(second, first);
    }

    @Test
    void deliversAnEventWithoutANextOneInTheEnd() {
        assertHeldBack(List.of(first));
        now += Duration.ofMillis(999).toNanos();
        assertHeldBack(List.of(first));
        now += Duration.ofMillis(1).toNanos();

        assertThat(reordering.reorder(List.of(first), only(first))).containsExactly(first);
    }

    private void assertHeldBack(List<ConsumerRecord<String, byte[]>> records) {
        assertThatExceptionOfType(EventHeldBack.class)
                .isThrownBy(() -> reordering.reorder(records, only(first)));
    }

    private static Function<ConsumerRecord<String, byte[]>, Optional<FaultSettings>> only(
            ConsumerRecord<String, byte[]> affected) {
        return record -> record.offset() == affected.offset() ? AFFECTED : Optional.empty();
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String key) {
        return new ConsumerRecord<>("order-flow", 3, offset, key, new byte[0]);
    }
}

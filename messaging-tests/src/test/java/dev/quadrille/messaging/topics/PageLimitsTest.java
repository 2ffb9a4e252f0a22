package dev.quadrille.messaging.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.topics.KafkaTopicReader.PageLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PageLimitsTest {

    private final PageLimits limits = new PageLimits(3, 1_000);

    @Test
    void limitTheRecordsOfAPage() {
        Deque<ConsumerRecord<String, byte[]>> polled = records(5, 1);
        assertThat(limits.take(polled))
                .extracting(ConsumerRecord::offset)
                .containsExactly(0L, 1L, 2L);
        assertThat(limits.take(polled)).extracting(ConsumerRecord::offset).containsExactly(3L, 4L);
        assertThat(limits.take(polled)).isEmpty();
    }

    @Test
    void limitTheBytesOfAPage() {
        Deque<ConsumerRecord<String, byte[]>> polled = records(3, 400);
        assertThat(limits.take(polled)).hasSize(2);
        assertThat(limits.take(polled)).hasSize(1);
    }

    @Test
    void putALargerRecordOnAPageOfItsOwn() {
        Deque<ConsumerRecord<String, byte[]>> polled = records(2, 5_000);
        assertThat(limits.take(polled)).hasSize(1);
        assertThat(limits.take(polled)).hasSize(1);
    }

    private static Deque<ConsumerRecord<String, byte[]>> records(long count, int bytes) {
        return LongStream.range(0, count)
                .mapToObj(it -> new ConsumerRecord<>("topic", 0, it, "key", new byte[bytes]))
                .collect(Collectors.toCollection(ArrayDeque::new));
    }
}

package dev.quadrille.messaging.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.PartitionOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicOffsetsTest {

    private static final TopicOffsets END = new TopicOffsets(Map.of(0, 10L, 1, 10L));

    @Test
    void areBehindIfAnyPartitionIsBehind() {
        assertThat(new TopicOffsets(Map.of(0, 15L, 1, 6L)).isBehind(END)).isTrue();
        assertThat(new TopicOffsets(Map.of(0, 15L)).isBehind(END)).isTrue();
        assertThat(new TopicOffsets(Map.of(0, 15L, 1, 10L)).isBehind(END)).isFalse();
    }

    @Test
    void countTheRecordsInBetween() {
        assertThat(
                        END.minus(
                                TopicOffsets.of(
                                        List.of(
                                                new PartitionOffset(0, 3),
                                                new PartitionOffset(1, 9)))))
                .isEqualTo(8);
    }
}

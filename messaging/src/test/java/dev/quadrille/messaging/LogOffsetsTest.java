package dev.quadrille.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogOffsetsTest {

    private static final LogOffsets END = new LogOffsets(Map.of(0, 10L, 1, 10L));

    @Test
    void areBehindIfOnePartitionIsHoweverFarAheadAnotherIs() {
        assertThat(new LogOffsets(Map.of(0, 15L, 1, 6L)).isBehind(END)).isTrue();
        assertThat(new LogOffsets(Map.of(0, 15L)).isBehind(END)).isTrue();
        assertThat(new LogOffsets(Map.of(0, 15L, 1, 10L)).isBehind(END)).isFalse();
    }

    @Test
    void tellHowManyRecordsLieBetween() {
        assertThat(END.minus(LogOffsets.of(List.of(new LogPosition(0, 3), new LogPosition(1, 9)))))
                .isEqualTo(8);
    }
}

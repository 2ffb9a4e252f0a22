package dev.quadrille.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {

    private static final int FREE = BodyMemory.FREE;

    private final BodyMemory memory = new BodyMemory(100);

    @Test
    void reservesNothingForSmallBody() {
        try (BodyMemory.Share small = memory.share()) {
            assertThat(small.grow(FREE)).isTrue();
            assertThat(memory.taken()).isZero();
        }
    }

    @Test
    void acceptsSmallBodyWhenMemoryIsExhausted() {
        try (BodyMemory.Share large = memory.share();
                BodyMemory.Share another = memory.share();
                BodyMemory.Share small = memory.share()) {
            assertThat(large.grow(FREE + 100)).isTrue();
            assertThat(another.grow(FREE + 1)).isFalse();
            assertThat(small.grow(FREE)).isTrue();
        }
    }

    @Test
    void releasesMemoryOfClosedBody() {
        try (BodyMemory.Share large = memory.share()) {
            large.grow(FREE);
            large.grow(60);
            large.grow(40);
            assertThat(memory.taken()).isEqualTo(100);
        }
        assertThat(memory.taken()).isZero();
    }

    @Test
    void releasesMemoryOfRejectedBody() {
        try (BodyMemory.Share large = memory.share()) {
            large.grow(FREE + 90);
            assertThat(large.grow(20)).isFalse();
            assertThat(memory.taken()).isEqualTo(90);
        }
        assertThat(memory.taken()).isZero();
    }
}

package dev.quadrille.messaging.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchThenSinglyTest {

    private final List<List<Integer>> handled = new ArrayList<>();
    private final List<Integer> rejected = new ArrayList<>();
    private final BatchThenSingly<Integer, RuntimeException> handling =
            new BatchThenSingly<>(
                    IllegalArgumentException.class::isInstance,
                    this::handle,
                    (item, _) -> rejected.add(item));

    /// A negative item fails definitely, zero fails for a moment.
    private void handle(List<Integer> items) {
        if (items.stream().anyMatch(it -> it < 0)) {
            throw new IllegalArgumentException("negative");
        }
        if (items.contains(0)) {
            throw new IllegalStateException("zero");
        }
        handled.add(items);
    }

    @Test
    void handlesTheBatchTogether() {
        handling.handle(List.of(1, 2, 3));
        assertThat(handled).containsExactly(List.of(1, 2, 3));
        assertThat(rejected).isEmpty();
    }

    @Test
    void rejectsOnlyTheItemsThatFailDefinitely() {
        handling.handle(List.of(1, -2, 3));
        assertThat(handled).containsExactly(List.of(1), List.of(3));
        assertThat(rejected).containsExactly(-2);
    }

    @Test
    void throwsAnyOtherFailureOfTheBatch() {
        assertThatThrownBy(() -> handling.handle(List.of(1, 0, 3)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(handled).isEmpty();
    }

    @Test
    void throwsAnyOtherFailureOfASingleItem() {
        assertThatThrownBy(() -> handling.handle(List.of(1, -2, 0, 3)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(handled).containsExactly(List.of(1));
        assertThat(rejected).containsExactly(-2);
    }
}

package dev.quadrille.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.NothingToDo;
import dev.quadrille.orderflow.value.OrderId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitOfWorkTest {

    private static final OrderId KNOWN = OrderId.of("01920000-0000-7000-8000-000000000002");
    private static final OrderId UNKNOWN = OrderId.of("01920000-0000-7000-8000-000000000001");

    private final UnitOfWork<String> states =
            new UnitOfWork<>(Map.of(KNOWN, "loaded"), _ -> "none");

    @Test
    void givesEachDecisionWhatTheOneBeforeItLeft() {
        var _ = states.decide(UNKNOWN, state -> Decision.step(state + ", first"));
        var _ = states.decide(UNKNOWN, state -> Decision.step(state + ", second"));
        assertThat(states.of(UNKNOWN)).isEqualTo("none, first, second");
    }

    @Test
    void countsOnlyStepsAsChangesInTheOrderOfIds() {
        var _ = states.decide(KNOWN, state -> Decision.step(state + ", stepped"));
        var _ = states.decide(UNKNOWN, state -> Decision.step(state + ", stepped"));
        var _ = states.decide(KNOWN, _ -> Decision.nothing(NothingToDo.ALREADY_DONE));
        assertThat(states.changed().keySet()).containsExactly(UNKNOWN, KNOWN);
        assertThat(states.changed()).containsEntry(KNOWN, "loaded, stepped");
    }

    @Test
    void remembersWhatWasOnRecord() {
        var _ = states.decide(UNKNOWN, Decision::step);
        assertThat(states.wasLoaded(KNOWN)).isTrue();
        assertThat(states.wasLoaded(UNKNOWN)).isFalse();
    }
}

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

    private final UnitOfWork<String> work = new UnitOfWork<>(Map.of(KNOWN, "loaded"), _ -> "none");

    @Test
    void passesTheStateOfEachDecisionToTheNext() {
        var _ = work.decide(UNKNOWN, state -> Decision.step(state + ", first"));
        var _ = work.decide(UNKNOWN, state -> Decision.step(state + ", second"));
        assertThat(work.of(UNKNOWN)).isEqualTo("none, first, second");
    }

    @Test
    void reportsChangedStatesInTheOrderOfIds() {
        var _ = work.decide(KNOWN, state -> Decision.step(state + ", stepped"));
        var _ = work.decide(UNKNOWN, state -> Decision.step(state + ", stepped"));
        var _ = work.decide(KNOWN, _ -> Decision.nothing(NothingToDo.ALREADY_DONE));
        assertThat(work.changed().keySet()).containsExactly(UNKNOWN, KNOWN);
        assertThat(work.changed()).containsEntry(KNOWN, "loaded, stepped");
    }

    @Test
    void reportsWhichStatesWereLoaded() {
        var _ = work.decide(UNKNOWN, Decision::step);
        assertThat(work.wasLoaded(KNOWN)).isTrue();
        assertThat(work.wasLoaded(UNKNOWN)).isFalse();
    }
}

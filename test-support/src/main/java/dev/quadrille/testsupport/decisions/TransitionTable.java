package dev.quadrille.testsupport.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.NothingToDo;
import dev.quadrille.orderflow.event.OrderEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The transitions of one participant, written as a readable table and tested row by row. A row
/// names states, events, and the outcome for each of these states when each of these events
/// arrives:
///
///     none pending    | cancelled | undone, PaymentRefunded
///     declined undone | cancelled | nothing: ALREADY_DONE
///     shipped         | cancelled | broken
///
/// An outcome is the next state and the published event, if any; the reason why there is nothing to
/// do; or an {@link IllegalStateException}. The table is total: it contains each pair of state and
/// event exactly once.
///
/// @param <S> a participant's state of one order
public final class TransitionTable<S> {

    private static final String NOTHING = "nothing: ";

    private final Map<String, S> states = new LinkedHashMap<>();
    private final Map<String, Function<S, Decision<S>>> events = new LinkedHashMap<>();
    private final Map<String, OrderEvent> published = new LinkedHashMap<>();

    public TransitionTable<S> state(String name, S state) {
        states.put(name, state);
        return this;
    }

    public TransitionTable<S> event(String name, Function<S, Decision<S>> decider) {
        events.put(name, decider);
        return this;
    }

    /// Adds an event that may be published.
    public TransitionTable<S> published(String name, OrderEvent event) {
        published.put(name, event);
        return this;
    }

    /// Creates one test for each pair of state and event. Throws {@link AssertionError} if the rows
    /// omit or repeat a pair.
    public Stream<DynamicTest> rows(String rows) {
        Map<String, DynamicTest> tests = new LinkedHashMap<>();
        rows.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\\|", -1))
                .forEach(row -> expand(row, tests));
        assertThat(tests.keySet()).as("all pairs of state and event").containsAll(pairs());
        return tests.values().stream();
    }

    private List<String> pairs() {
        return states.keySet().stream()
                .flatMap(state -> events.keySet().stream().map(event -> pair(state, event)))
                .toList();
    }

    private static String pair(String state, String event) {
        return state + " + " + event;
    }

    private void expand(String[] row, Map<String, DynamicTest> tests) {
        String outcome = row[2].strip();
        for (String state : row[0].strip().split(" +", -1)) {
            for (String event : row[1].strip().split(" +", -1)) {
                String pair = pair(state, event);
                S from = known(states, state);
                Function<S, Decision<S>> decider = known(events, event);
                DynamicTest test =
                        DynamicTest.dynamicTest(
                                pair + " -> " + outcome, () -> verify(from, decider, outcome));
                assertThat(tests.put(pair, test)).as(pair + " occurs once").isNull();
            }
        }
    }

    private void verify(S from, Function<S, Decision<S>> decider, String outcome) {
        if (outcome.equals("broken")) {
            assertThatThrownBy(() -> decider.apply(from)).isInstanceOf(IllegalStateException.class);
        } else {
            assertThat(decider.apply(from)).isEqualTo(decision(outcome));
        }
    }

    private Decision<S> decision(String outcome) {
        if (outcome.startsWith(NOTHING)) {
            return Decision.nothing(NothingToDo.valueOf(outcome.substring(NOTHING.length())));
        }
        String[] parts = outcome.split(", ", -1);
        S next = known(states, parts[0]);
        return parts.length == 1
                ? Decision.step(next)
                : Decision.step(next, known(published, parts[1]));
    }

    private static <T> T known(Map<String, T> all, String name) {
        return Objects.requireNonNull(all.get(name), () -> name + " is not one of " + all.keySet());
    }
}

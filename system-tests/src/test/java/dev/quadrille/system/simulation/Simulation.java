package dev.quadrille.system.simulation;

import dev.quadrille.system.simulation.random.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Runs seeded schedules and shrinks the first failing one.
final class Simulation {

    private final Rules rules;

    Simulation(Rules rules) {
        this.rules = rules;
    }

    /// Returns the first failure among `seeds` consecutive seeds, starting with `first`.
    Optional<Failure> firstFailure(long first, int seeds) {
        for (long seed = first; seed < first + seeds; seed++) {
            Choices choices = Choices.seeded(seed);
            if (failureOf(choices).isPresent()) {
                return Optional.of(new Failure(seed, seed - first + 1, shrink(choices.made())));
            }
        }
        return Optional.empty();
    }

    private Optional<RuntimeException> failureOf(Choices choices) {
        try {
            new Schedule(choices, rules).run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private boolean fails(List<Integer> choices) {
        return failureOf(Choices.replayed(choices)).isPresent();
    }

    /// Removes ever smaller ranges of choices while the schedule still fails, then lowers single
    /// choices.
    private String shrink(List<Integer> failing) {
        List<Integer> shortest = failing;
        for (int length = Math.max(1, failing.size() / 2); length > 0; length /= 2) {
            int range = length;
            for (int from = 0; from + range <= shortest.size(); ) {
                List<Integer> shorter = without(shortest, from, range);
                boolean stillFails = fails(shorter);
                shortest = stillFails ? shorter : shortest;
                from += stillFails ? 0 : range;
            }
        }
        return describe(lower(shortest));
    }

    private List<Integer> lower(List<Integer> choices) {
        List<Integer> lowest = new ArrayList<>(choices);
        for (int i = 0; i < lowest.size(); i++) {
            int at = i;
            int before = lowest.get(at);
            IntPredicate failsWith =
                    value -> {
                        lowest.set(at, value);
                        return fails(lowest);
                    };
            int lower = 0;
            while (lower < before && !failsWith.test(lower)) {
                lower++;
            }
            lowest.set(at, lower);
        }
        return lowest;
    }

    private static List<Integer> without(List<Integer> choices, int from, int length) {
        List<Integer> rest = new ArrayList<>(choices.subList(0, from));
        rest.addAll(choices.subList(from + length, choices.size()));
        return rest;
    }

    private String describe(List<Integer> choices) {
        Schedule schedule = new Schedule(Choices.replayed(choices), rules);
        try {
            schedule.run();
            return "the shrunk schedule does not fail";
        } catch (RuntimeException e) {
            return e.getMessage() + "\n" + schedule.trace();
        }
    }

    /// A schedule that violates an invariant.
    ///
    /// @param seeds the number of schedules run, this one included
    /// @param trace the steps of the shrunk schedule
    record Failure(long seed, long seeds, String trace) {}
}

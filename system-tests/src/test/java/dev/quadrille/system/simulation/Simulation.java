package dev.quadrille.system.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Runs schedules by their seeds, and makes a failing one as short as it can.
final class Simulation {

    private final Rules rules;

    Simulation(Rules rules) {
        this.rules = rules;
    }

    /// The first failure among so many seeds from `first` on.
    Optional<Failure> firstFailure(long first, int seeds) {
        for (long seed = first; seed < first + seeds; seed++) {
            Choices choices = Choices.seeded(seed);
            if (failureOf(choices).isPresent()) {
                return Optional.of(new Failure(seed, seed - first + 1, shrunk(choices.made())));
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

    /// Takes out ever smaller stretches of the choices for as long as the rest still fails, then
    /// lowers single ones.
    private String shrunk(List<Integer> failing) {
        List<Integer> shortest = failing;
        for (int length = Math.max(1, failing.size() / 2); length > 0; length /= 2) {
            int stretch = length;
            for (int from = 0; from + stretch <= shortest.size(); ) {
                List<Integer> shorter = without(shortest, from, stretch);
                boolean stillFails = fails(shorter);
                shortest = stillFails ? shorter : shortest;
                from += stillFails ? 0 : stretch;
            }
        }
        return told(lowered(shortest));
    }

    private List<Integer> lowered(List<Integer> choices) {
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

    private String told(List<Integer> choices) {
        Schedule schedule = new Schedule(Choices.replayed(choices), rules);
        try {
            schedule.run();
            return "does not fail again";
        } catch (RuntimeException e) {
            return e.getMessage() + "\n" + schedule.story();
        }
    }

    /// A schedule in which the promise breaks.
    ///
    /// @param seeds how many were run until it was found
    /// @param story the shortest form of it that was found, told step by step
    record Failure(long seed, long seeds, String story) {}
}

package dev.quadrille.system.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The source of all that is left to chance in a schedule; remembers what it chose, so that a
/// failing schedule can be run again, and made shorter.
final class Choices {

    private final List<Integer> given;
    private final SplittableRandom random;
    private final boolean drawing;
    private final List<Integer> made = new ArrayList<>();

    private Choices(List<Integer> given, long seed, boolean drawing) {
        this.given = given;
        this.random = new SplittableRandom(seed);
        this.drawing = drawing;
    }

    static Choices seeded(long seed) {
        return new Choices(List.of(), seed, true);
    }

    /// The same choices again; where they run out, always the first.
    static Choices replayed(List<Integer> choices) {
        return new Choices(choices, 0, false);
    }

    /// A number from 0 to `bound` - 1.
    int next(int bound) {
        int choice = drawing ? random.nextInt(bound) : again() % bound;
        made.add(choice);
        return choice;
    }

    /// True once in `times`; the first choice is no.
    boolean oneIn(int times) {
        return next(times) == times - 1;
    }

    <T> T of(List<T> options) {
        return options.get(next(options.size()));
    }

    private int again() {
        return made.size() < given.size() ? given.get(made.size()) : 0;
    }

    List<Integer> made() {
        return List.copyOf(made);
    }
}

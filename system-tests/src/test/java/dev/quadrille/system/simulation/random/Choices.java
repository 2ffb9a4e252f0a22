package dev.quadrille.system.simulation.random;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The only source of randomness in a schedule. It records its choices, so that a failing schedule
/// can be replayed and shrunk.
public final class Choices {

    private final List<Integer> given;
    private final SplittableRandom random;
    private final boolean drawing;
    private final List<Integer> made = new ArrayList<>();

    private Choices(List<Integer> given, long seed, boolean drawing) {
        this.given = given;
        this.random = new SplittableRandom(seed);
        this.drawing = drawing;
    }

    public static Choices seeded(long seed) {
        return new Choices(List.of(), seed, true);
    }

    /// Replays the choices; when they run out, every further choice is 0.
    public static Choices replayed(List<Integer> choices) {
        return new Choices(choices, 0, false);
    }

    /// Returns a number from 0 to `bound` - 1.
    public int next(int bound) {
        int choice = drawing ? random.nextInt(bound) : replayNext() % bound;
        made.add(choice);
        return choice;
    }

    /// Returns true with probability 1 / `times`; choice 0 means false.
    public boolean oneIn(int times) {
        return next(times) == times - 1;
    }

    public <T> T of(List<T> options) {
        return options.get(next(options.size()));
    }

    private int replayNext() {
        return made.size() < given.size() ? given.get(made.size()) : 0;
    }

    public List<Integer> made() {
        return List.copyOf(made);
    }
}

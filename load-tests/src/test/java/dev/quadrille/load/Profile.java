package dev.quadrille.load;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A kind of run. In a strict one every order must be confirmed; the other looks for the rate at
/// which that ends.
record Profile(String name, List<Phase> phases, boolean strict) {

    private static final int WARM = 10;

    // Just started, nothing is compiled yet, and the JVMs of the whole shop share the processors.
    private static final int FROM_COLD = 60;

    /// The profile that `-Dprofile` names.
    static Profile fromProperties() {
        String name = Settings.text("profile", "smoke");
        return switch (name) {
            case "smoke" -> steady(name, 50, 30, FROM_COLD);
            case "rate" ->
                    steady(
                            name,
                            Settings.number("rate", 100),
                            Settings.number("seconds", 60),
                            WARM);
            case "saturation" ->
                    stepped(
                            Settings.number("from", 100),
                            Settings.number("to", 600),
                            Settings.number("step", 100));
            default ->
                    throw new IllegalArgumentException(
                            "-Dprofile is smoke, rate or saturation, not " + name);
        };
    }

    private static Profile steady(String name, int rate, int seconds, int warmUp) {
        return new Profile(
                name, List.of(Phase.warmUp(rate, warmUp), Phase.measured(rate, seconds)), true);
    }

    static Profile stepped(int from, int to, int step) {
        if (from < 1 || step < 1 || to < from) {
            throw new IllegalArgumentException("steps lead up: 0 < from <= to, and step > 0");
        }
        Stream<Phase> steps =
                IntStream.iterate(from, rate -> rate <= to, rate -> rate + step)
                        .mapToObj(rate -> Phase.measured(rate, Settings.number("seconds", 20)));
        return new Profile(
                "saturation",
                Stream.concat(Stream.of(Phase.warmUp(from, WARM)), steps).toList(),
                false);
    }
}

package dev.quadrille.load;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The phases of a run.
///
/// @param strict whether every order must be confirmed; if not, the run searches for the maximum
///   rate
record LoadProfile(String name, List<LoadPhase> phases, boolean strict) {

    private static final int WARM = 10;

    // Longer: after a start, the JVMs of all services compile on the same processors.
    private static final int COLD = 60;

    /// The profile that `-Dprofile` names.
    static LoadProfile fromProperties() {
        String name = LoadSettings.text("profile", "smoke");
        return switch (name) {
            case "smoke" -> steady(name, 50, 30, COLD);
            case "rate" ->
                    steady(
                            name,
                            LoadSettings.number("rate", 100),
                            LoadSettings.number("seconds", 60),
                            WARM);
            case "saturation" ->
                    stepped(
                            LoadSettings.number("from", 100),
                            LoadSettings.number("to", 600),
                            LoadSettings.number("step", 100));
            default ->
                    throw new IllegalArgumentException(
                            "-Dprofile must be smoke, rate or saturation, not " + name);
        };
    }

    private static LoadProfile steady(String name, int rate, int seconds, int warmUp) {
        return new LoadProfile(
                name,
                List.of(LoadPhase.warmUp(rate, warmUp), LoadPhase.measured(rate, seconds)),
                true);
    }

    static LoadProfile stepped(int from, int to, int step) {
        if (from < 1 || step < 1 || to < from) {
            throw new IllegalArgumentException(
                    "The steps must increase: 0 < from <= to, and step > 0");
        }
        Stream<LoadPhase> steps =
                IntStream.iterate(from, rate -> rate <= to, rate -> rate + step)
                        .mapToObj(rate ->
                                LoadPhase.measured(rate, LoadSettings.number("seconds", 20)));
        return new LoadProfile(
                "saturation",
                Stream.concat(Stream.of(LoadPhase.warmUp(from, WARM)), steps).toList(),
                false);
    }
}

package dev.quadrille.load;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The phases of a run.
record LoadProfile(String name, List<LoadPhase> phases, Goal goal) {

    enum Goal {
        /// Every order must be confirmed. A rejected order is sent again.
        ALL_CONFIRMED,
        /// Find the maximum rate. A rejected order has failed.
        MAXIMUM_RATE,
        /// Exceed the capacity. A rejected order is given up, and reported as rejected.
        OVERLOAD
    }

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
            case "spike" -> spike(LoadSettings.number("rate", 20));
            case "overload" -> overload(LoadSettings.number("rate", 100));
            default ->
                    throw new IllegalArgumentException(
                            "-Dprofile must be smoke, rate, saturation, spike or overload, not "
                                    + name);
        };
    }

    private static LoadProfile steady(String name, int rate, int seconds, int warmUp) {
        return new LoadProfile(
                name,
                List.of(LoadPhase.warmUp(rate, warmUp), LoadPhase.measured(rate, seconds)),
                Goal.ALL_CONFIRMED);
    }

    /// Ten times the rate for ten seconds.
    static LoadProfile spike(int rate) {
        return new LoadProfile(
                "spike",
                List.of(
                        LoadPhase.warmUp(rate, WARM),
                        LoadPhase.measured(rate, 30),
                        LoadPhase.measured(10 * rate, 10),
                        LoadPhase.measured(rate, 60)),
                Goal.OVERLOAD);
    }

    /// Twice the capacity for two minutes.
    static LoadProfile overload(int capacity) {
        return new LoadProfile(
                "overload",
                List.of(
                        LoadPhase.warmUp(capacity, WARM),
                        LoadPhase.measured(capacity, 30),
                        LoadPhase.measured(2 * capacity, 120),
                        LoadPhase.measured(capacity / 2, 60)),
                Goal.OVERLOAD);
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
                Goal.MAXIMUM_RATE);
    }
}

package dev.quadrille.load;

import java.time.Duration;

/// A part of a run.
///
/// @param rate orders per second, constant in a measured phase; a warm-up increases to it
/// @param measured whether the report includes the phase
record LoadPhase(int rate, Duration duration, boolean measured) {

    static LoadPhase warmUp(int rate, int seconds) {
        return new LoadPhase(rate, Duration.ofSeconds(seconds), false);
    }

    static LoadPhase measured(int rate, int seconds) {
        return new LoadPhase(rate, Duration.ofSeconds(seconds), true);
    }
}

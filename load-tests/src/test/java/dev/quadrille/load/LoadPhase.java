package dev.quadrille.load;

import java.time.Duration;

/// A stretch of a run in which so many orders a second are placed. What is not measured warms up:
/// its rate grows from nearly nothing.
record LoadPhase(int rate, Duration duration, boolean measured) {

    static LoadPhase warmUp(int rate, int seconds) {
        return new LoadPhase(rate, Duration.ofSeconds(seconds), false);
    }

    static LoadPhase measured(int rate, int seconds) {
        return new LoadPhase(rate, Duration.ofSeconds(seconds), true);
    }
}

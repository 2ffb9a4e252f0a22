package dev.quadrille.provider.application;

import java.time.Duration;

/// A delay of fixed length.
@FunctionalInterface
public interface Delay {

    void pass();

    static Delay of(Duration duration) {
        return () -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        };
    }
}

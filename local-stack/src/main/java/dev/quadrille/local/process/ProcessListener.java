package dev.quadrille.local.process;

import java.time.Duration;

/// Receives the events of supervised processes. Called on the supervising threads.
public interface ProcessListener {

    /// A listener that ignores all events.
    ProcessListener NONE = new ProcessListener() {};

    default void starting(String name) {}

    default void ready(String name, Duration startTime) {}

    /// The process exited unexpectedly and is restarted after the delay.
    default void exited(String name, String reason, Duration delay) {}

    default void stopping(String name) {}

    /// The process was stopped. `forced` means that it was killed with `SIGKILL`.
    default void stopped(String name, boolean forced) {}
}

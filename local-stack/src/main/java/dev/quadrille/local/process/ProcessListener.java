package dev.quadrille.local.process;

import java.time.Duration;

/// Hears what becomes of supervised processes; called from their keepers' threads.
public interface ProcessListener {

    /// A listener that hears nothing.
    ProcessListener NONE = new ProcessListener() {};

    default void starting(String name) {}

    default void ready(String name, Duration after) {}

    /// It ended without being asked to, and is started again after the pause.
    default void died(String name, String how, Duration pause) {}

    default void stopping(String name) {}

    /// It ended as asked; `forced` if it took a `SIGKILL`.
    default void stopped(String name, boolean forced) {}
}

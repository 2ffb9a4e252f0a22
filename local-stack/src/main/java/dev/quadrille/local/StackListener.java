package dev.quadrille.local;

import dev.quadrille.local.process.ProcessListener;
import java.util.List;

/// Receives the events of a stack and of its processes.
public interface StackListener extends ProcessListener {

    /// A listener that ignores all events.
    StackListener NONE = new StackListener() {};

    /// Orphaned processes of a killed launcher are about to be terminated; `names` may be empty.
    default void orphansFound(List<String> names) {}
}

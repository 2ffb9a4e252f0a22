package dev.quadrille.local;

import dev.quadrille.local.process.ProcessListener;
import java.util.List;

/// Hears what becomes of a stack.
public interface StackListener extends ProcessListener {

    /// A listener that hears nothing.
    StackListener NONE = new StackListener() {};

    /// Processes that a killed launcher has left are about to be ended.
    default void leftovers(List<String> names) {}
}

package dev.quadrille.local;

import java.util.Arrays;
import java.util.List;

/// What a component is in the stack, from the ground up.
enum StartTier {
    STORE,
    LOG,
    OUTSIDE_WORLD,
    SERVICE,
    DOOR;

    /// The order to stop in: nothing loses what it stands on before it has stopped itself.
    static List<StartTier> lastToFirst() {
        return Arrays.asList(values()).reversed();
    }
}

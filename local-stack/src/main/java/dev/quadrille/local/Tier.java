package dev.quadrille.local;

import java.util.Arrays;
import java.util.List;

/// What a component is in the stack, from the ground up.
enum Tier {
    STORE,
    LOG,
    OUTSIDE_WORLD,
    SERVICE,
    DOOR;

    /// The order to stop in: nothing loses what it stands on before it has stopped itself.
    static List<Tier> lastToFirst() {
        return Arrays.asList(values()).reversed();
    }
}

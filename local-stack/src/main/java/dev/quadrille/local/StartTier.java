package dev.quadrille.local;

import java.util.Arrays;
import java.util.List;

/// The tier of a component. A component uses components of earlier tiers only.
enum StartTier {
    DATABASE,
    BROKER,
    EXTERNAL_SYSTEM,
    SERVICE,
    GATEWAY;

    /// The last tier first, so that each component can still use what it depends on while it stops.
    static List<StartTier> stopOrder() {
        return Arrays.asList(values()).reversed();
    }
}

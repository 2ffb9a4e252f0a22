package dev.quadrille.system.simulation.random;

import java.util.EnumMap;
import java.util.Map;

/// Fault injection for one schedule. Each kind has a budget; without one a schedule would not
/// terminate.
public final class Faults {

    public enum FaultKind {
        DUPLICATE,
        REWIND,
        REORDER,
        CRASH_BEFORE_COMMIT,
        CRASH_AFTER_COMMIT,
        LOST_RESPONSE,
        LEASE_EXPIRES,
        CANCEL_FROM_OUTSIDE
    }

    private static final int MAX_PER_KIND = 3;

    private final Choices choices;
    private final Map<FaultKind, Integer> remaining = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, Integer> rarity = new EnumMap<>(FaultKind.class);

    /// Draws the budget of each kind, which is often 0, and its probability.
    public Faults(Choices choices) {
        this.choices = choices;
        for (FaultKind kind : FaultKind.values()) {
            remaining.put(kind, choices.next(MAX_PER_KIND + 1));
            rarity.put(kind, 2 + choices.next(6));
        }
    }

    public boolean remaining(FaultKind kind) {
        return remaining.getOrDefault(kind, 0) > 0;
    }

    /// Decides whether to inject this fault now.
    public boolean inject(FaultKind kind) {
        if (!remaining(kind)) {
            return false;
        }
        boolean injected = choices.oneIn(rarity.getOrDefault(kind, 2));
        // These kinds are events of their own: the budget must shrink even without an injection,
        // or the event stays possible forever.
        if (injected
                || kind == FaultKind.CANCEL_FROM_OUTSIDE
                || kind == FaultKind.LEASE_EXPIRES
                || kind == FaultKind.REWIND) {
            remaining.merge(kind, -1, Integer::sum);
        }
        return injected;
    }
}

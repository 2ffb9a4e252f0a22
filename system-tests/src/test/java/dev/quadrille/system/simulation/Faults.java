package dev.quadrille.system.simulation;

import java.util.EnumMap;
import java.util.Map;

/// What may go wrong in a schedule, each kind so often at most: without a bound there would be no
/// end.
final class Faults {

    enum Kind {
        DUPLICATE,
        REWIND,
        REORDER,
        CRASH_BEFORE_COMMIT,
        CRASH_AFTER_COMMIT,
        LOST_ANSWER,
        LEASE_EXPIRES,
        INTERRUPT
    }

    private static final int MOST = 3;

    private final Choices choices;
    private final Map<Kind, Integer> left = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> rarity = new EnumMap<>(Kind.class);

    /// Draws how often each kind may strike, often not at all, and how readily it does.
    Faults(Choices choices) {
        this.choices = choices;
        for (Kind kind : Kind.values()) {
            left.put(kind, choices.next(MOST + 1));
            rarity.put(kind, 2 + choices.next(6));
        }
    }

    boolean left(Kind kind) {
        return left.getOrDefault(kind, 0) > 0;
    }

    /// Whether this kind strikes now; if not, it has lost nothing but a chance.
    boolean strike(Kind kind) {
        if (!left(kind)) {
            return false;
        }
        boolean strikes = choices.oneIn(rarity.getOrDefault(kind, 2));
        // A chance that is only offered (an interruption, an expiry) must run out as well.
        if (strikes
                || kind == Kind.INTERRUPT
                || kind == Kind.LEASE_EXPIRES
                || kind == Kind.REWIND) {
            left.merge(kind, -1, Integer::sum);
        }
        return strikes;
    }
}

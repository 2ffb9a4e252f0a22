package dev.quadrille.messaging.audit;

import java.util.UUID;

/// A range of order ids in the order of PostgreSQL, which compares them as unsigned numbers.
///
/// @param after exclusive
/// @param through inclusive
public record AuditRange(UUID after, UUID through) {

    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    /// All order ids.
    public static final AuditRange ALL = new AuditRange(FIRST, LAST);

    /// The range that contains one order only.
    public static AuditRange of(UUID order) {
        long low = order.getLeastSignificantBits();
        long high = order.getMostSignificantBits();
        return new AuditRange(new UUID(low == 0 ? high - 1 : high, low - 1), order);
    }

    /// The part of this range up to this order.
    public AuditRange upTo(UUID order) {
        return new AuditRange(after, order);
    }

    /// The part of this range after this order.
    public AuditRange from(UUID order) {
        return new AuditRange(order, through);
    }

    public boolean contains(UUID order) {
        return compare(order, after) > 0 && compare(order, through) <= 0;
    }

    /// Unsigned, unlike {@link UUID#compareTo}.
    private static int compare(UUID one, UUID other) {
        int high =
                Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}

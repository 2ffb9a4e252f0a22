package dev.quadrille.query.application.audit.range;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.messaging.audit.OrderRecords;

/// Walks over the recorded orders of a source in ranges of a fixed number of orders.
public final class RangeWalk {

    private RangeWalk() {}

    /// Calls the visitor for each range in ascending order, until it returns false. The ranges
    /// cover the whole given range; the last one may have fewer orders.
    public static void walk(OrderRecords records, AuditRange whole, int size, Visitor visitor) {
        AuditRange rest = whole;
        boolean more = true;
        while (more) {
            OrderDigest digest = records.digest(rest, size);
            boolean full = digest.orders() == size;
            AuditRange range = full ? rest.upTo(digest.last().orElseThrow()) : rest;
            more = visitor.visit(range, digest) && full;
            rest = rest.from(range.through());
        }
    }

    /// Receives the ranges.
    @FunctionalInterface
    public interface Visitor {

        /// Receives one range.
        ///
        /// @return whether the walk continues
        boolean visit(AuditRange range, OrderDigest digest);
    }
}

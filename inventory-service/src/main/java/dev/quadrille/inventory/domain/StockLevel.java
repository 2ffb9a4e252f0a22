package dev.quadrille.inventory.domain;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.Sku;

/// The stock counters of one SKU. The invariant is delivered = available + reserved + shipped. No
/// counter is negative.
public record StockLevel(Sku sku, long available, long reserved, long shipped) {

    /// The maximum number of delivered pieces of a SKU. It is the largest integer that all JSON
    /// implementations represent exactly (RFC 8259, section 6).
    public static final long MAX_DELIVERED = (1L << 53) - 1;

    public StockLevel {
        requireNonNull(sku, "sku must not be null");
        if (available < 0 || reserved < 0 || shipped < 0) {
            throw new IllegalArgumentException("The stock of " + sku + " must not be negative.");
        }
    }

    public long delivered() {
        return Math.addExact(Math.addExact(available, reserved), shipped);
    }

    /// Moves pieces between the counters. Reserved and shipped pieces are subtracted from the
    /// available pieces.
    public StockLevel moved(long toReserved, long toShipped) {
        return new StockLevel(
                sku,
                available - toReserved - toShipped,
                reserved + toReserved,
                shipped + toShipped);
    }

    /// Adds delivered pieces.
    public StockLevel delivered(long pieces) {
        return new StockLevel(sku, Math.addExact(available, pieces), reserved, shipped);
    }
}

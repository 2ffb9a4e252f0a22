package dev.quadrille.inventory.domain;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.Sku;

/// The counters of one SKU. Every piece that was ever delivered is in exactly one place: delivered
/// = available + reserved + shipped, and none of them is negative.
public record StockLevel(Sku sku, long available, long reserved, long shipped) {

    /// The most pieces of a SKU that are ever taken in: the largest number that every reader of
    /// JSON reads exactly (RFC 8259, section 6).
    public static final long MAX_DELIVERED = (1L << 53) - 1;

    public StockLevel {
        requireNonNull(sku, "a level has a sku");
        if (available < 0 || reserved < 0 || shipped < 0) {
            throw new IllegalArgumentException("stock of " + sku + " would be negative");
        }
    }

    public long delivered() {
        return Math.addExact(Math.addExact(available, reserved), shipped);
    }

    /// Moves pieces between the counters; what is reserved or shipped comes out of what is
    /// available.
    public StockLevel moved(long toReserved, long toShipped) {
        return new StockLevel(
                sku,
                available - toReserved - toShipped,
                reserved + toReserved,
                shipped + toShipped);
    }

    /// Takes in new pieces.
    public StockLevel delivered(long pieces) {
        return new StockLevel(sku, Math.addExact(available, pieces), reserved, shipped);
    }
}

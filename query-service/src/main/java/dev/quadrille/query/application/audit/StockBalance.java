package dev.quadrille.query.application.audit;

/// The stock counters of a SKU, and the pieces in the reservations of a range of orders.
public record StockBalance(
        String sku,
        long available,
        long reserved,
        long shipped,
        long delivered,
        long reservedByOrders,
        long shippedByOrders) {

    /// The same counters, with the pieces of further orders.
    StockBalance plus(long furtherReserved, long furtherShipped) {
        return new StockBalance(
                sku,
                available,
                reserved,
                shipped,
                delivered,
                reservedByOrders + furtherReserved,
                shippedByOrders + furtherShipped);
    }
}

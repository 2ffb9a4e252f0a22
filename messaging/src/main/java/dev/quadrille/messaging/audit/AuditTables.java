package dev.quadrille.messaging.audit;

import java.util.Optional;

/// The tables of a service that the audit reads.
///
/// @param orders a query with the columns of {@link AuditedOrder}, one row per order, without a
///   condition: `order_id`, `state`, `kept`, `open`, `amount`, `age`
/// @param catalog the table with the products, if the service has one
public record AuditTables(String orders, Optional<String> catalog) {

    /// The tables of a service without products.
    public static AuditTables of(String orders) {
        return new AuditTables(orders, Optional.empty());
    }
}

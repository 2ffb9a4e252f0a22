package dev.quadrille.messaging.audit;

/// A product of the catalog or of a replica of it.
///
/// @param amount the price in minor units
public record AuditedProduct(String sku, String name, long amount, String currency, long version) {}

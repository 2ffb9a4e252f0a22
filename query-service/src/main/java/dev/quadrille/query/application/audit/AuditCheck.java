package dev.quadrille.query.application.audit;

import java.util.Locale;

/// The parts of the guarantee that the audit checks, in the order of its report.
public enum AuditCheck {
    /// Every order has one outcome, and all services know the order.
    OUTCOMES,
    /// No order is unsettled after its deadline.
    SETTLEMENT,
    /// Confirmed orders are charged once, cancelled orders keep no money.
    MONEY,
    /// Confirmed orders have their stock, cancelled orders keep none.
    RESERVATIONS,
    /// Stock is conserved per SKU and equals the sum of the reservations.
    STOCK,
    /// Confirmed orders have one shipment, cancelled orders have none.
    SHIPMENTS,
    /// The read model is a fold of the events of each order.
    READ_MODEL,
    /// The replicas of the catalog are equal to it.
    CATALOG,
    /// Events leave the outboxes.
    OUTBOXES;

    /// The name in responses, for example `read-model`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

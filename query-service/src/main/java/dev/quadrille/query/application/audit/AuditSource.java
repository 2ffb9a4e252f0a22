package dev.quadrille.query.application.audit;

/// The records of orders that the audit compares.
public enum AuditSource {
    READ_MODEL("query-service"),
    ORDERS("order-service"),
    RESERVATIONS("inventory-service"),
    PAYMENTS("payment-service"),
    SHIPMENTS("shipping-service"),
    LEDGER("payment-provider");

    private final String process;

    AuditSource(String process) {
        this.process = process;
    }

    /// The process that has the records.
    public String process() {
        return process;
    }
}

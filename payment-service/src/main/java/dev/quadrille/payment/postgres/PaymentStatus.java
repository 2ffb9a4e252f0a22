package dev.quadrille.payment.postgres;

/// The values of the column `payment.status`.
enum PaymentStatus {
    PENDING,
    ATTEMPTING,
    CHARGED,
    DECLINED,
    VOID_DUE,
    UNDONE;

    /// Returns whether a call to the provider is due.
    boolean isDue() {
        return this == PENDING || this == ATTEMPTING || this == VOID_DUE;
    }
}

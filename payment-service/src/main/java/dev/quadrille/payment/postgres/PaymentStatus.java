package dev.quadrille.payment.postgres;

/// The states of a payment as its row names them.
enum PaymentStatus {
    PENDING,
    ATTEMPTING,
    CHARGED,
    DECLINED,
    VOID_DUE,
    UNDONE;

    /// Whether the provider must still be asked.
    boolean isDue() {
        return this == PENDING || this == ATTEMPTING || this == VOID_DUE;
    }
}

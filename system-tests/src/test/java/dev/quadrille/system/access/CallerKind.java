package dev.quadrille.system.access;

/// The kinds of callers, in the order of the columns of {@link AccessTable}.
enum CallerKind {
    /// Sends no token.
    ANONYMOUS,
    /// Sends an invalid token.
    FORGER,
    /// A customer who does not own the order.
    OTHER_CUSTOMER,
    CUSTOMER,
    OPERATOR
}

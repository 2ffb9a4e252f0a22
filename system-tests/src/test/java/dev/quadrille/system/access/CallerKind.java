package dev.quadrille.system.access;

/// The kinds of callers, in the order of the columns of {@link AccessTable}.
enum CallerKind {
    /// Sends no token.
    NOBODY,
    /// Sends one that must not be believed.
    FORGER,
    /// A customer, but not the one whose order it is.
    OTHER_CUSTOMER,
    CUSTOMER,
    OPERATOR
}

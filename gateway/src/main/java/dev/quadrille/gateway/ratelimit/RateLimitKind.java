package dev.quadrille.gateway.ratelimit;

import java.util.Locale;

/// The limits that a request may meet. Each has buckets of its own, one for every owner.
enum RateLimitKind {
    /// Of all that a customer sends, or an operator: whoever the token names.
    CUSTOMER("You ask more often than one customer may."),

    /// Of what comes from an address without a token.
    ANONYMOUS("Without a token, no more is answered to one address."),

    /// Of what an address has to prove: requests for tokens, and tokens that turn out to be wrong.
    CREDENTIALS("Too many secrets or tokens of this address were to be checked.");

    private final String refusal;

    RateLimitKind(String refusal) {
        this.refusal = refusal;
    }

    /// What the one is told whose bucket is empty.
    String refusal() {
        return refusal;
    }

    /// What it is called in headers and metrics: `customer`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.quadrille.gateway.ratelimit;

import java.util.Locale;

/// Kinds of rate limits. Each kind has one token bucket per owner.
public enum RateLimitKind {
    /// Requests of one customer or operator, identified by the token.
    CUSTOMER("Rate limit for this customer exceeded."),

    /// Requests without a token from one client address.
    ANONYMOUS("Rate limit for unauthenticated requests from this address exceeded."),

    /// Token requests, and invalid tokens, from one client address.
    CREDENTIALS("Too many authentication attempts from this address.");

    private final String detail;

    RateLimitKind(String detail) {
        this.detail = detail;
    }

    /// Problem detail of a rejected request.
    public String detail() {
        return detail;
    }

    /// Name in headers and metrics, such as `customer`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

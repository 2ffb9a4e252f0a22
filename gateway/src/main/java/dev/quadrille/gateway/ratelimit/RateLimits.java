package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.ratelimit.algorithm.Consumption;

/// The rate limits of all owners. Each request consumes one token of its owner.
interface RateLimits {

    /// Whose limit of which kind.
    ///
    /// @param owner a caller name, or a client address
    record Key(RateLimitKind kind, String owner) {

        /// The key in Valkey.
        @Override
        public String toString() {
            return "quadrille:" + kind.label() + ":" + owner;
        }
    }

    /// Consumes a token if one is available.
    Consumption tryConsume(Key key);

    /// Returns a consumed token.
    void returnToken(Key key);
}

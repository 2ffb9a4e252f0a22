package dev.quadrille.gateway.ratelimit.bucket;

/// Token buckets of all owners. A new bucket is full.
public interface TokenBuckets {

    /// Consumes a token if one is available.
    Consumption tryConsume(TokenBucketKey key);

    /// Returns a consumed token.
    void returnToken(TokenBucketKey key);
}

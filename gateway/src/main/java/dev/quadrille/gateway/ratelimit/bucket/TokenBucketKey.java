package dev.quadrille.gateway.ratelimit.bucket;

/// Key of a token bucket.
///
/// @param owner a caller name, or a client address
public record TokenBucketKey(RateLimitKind kind, String owner) {

    /// The key in Valkey.
    @Override
    public String toString() {
        return "quadrille:" + kind.label() + ":" + owner;
    }
}

package dev.quadrille.gateway.ratelimit.bucket;

/// Token buckets in a store that several gateways share. Each operation throws an exception if the
/// store does not respond within the timeout.
interface SharedTokenBuckets extends TokenBuckets, AutoCloseable {

    /// Opens a new connection and verifies it with one operation.
    void reconnect();

    @Override
    void close();
}

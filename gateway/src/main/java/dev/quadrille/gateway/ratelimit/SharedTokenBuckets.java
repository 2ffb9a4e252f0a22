package dev.quadrille.gateway.ratelimit;

/// TokenBuckets that lie elsewhere, where several gateways take from them. Every question fails
/// that is not answered at once.
interface SharedTokenBuckets extends TokenBuckets, AutoCloseable {

    /// Makes the way there anew, and asks something for a trial.
    void tryOut();

    @Override
    void close();
}

package dev.quadrille.gateway.limit;

/// Buckets that lie elsewhere, where several gateways take from them. Every question fails that is
/// not answered at once.
interface SharedBuckets extends Buckets, AutoCloseable {

    /// Makes the way there anew, and asks something for a trial.
    void tryOut();

    @Override
    void close();
}

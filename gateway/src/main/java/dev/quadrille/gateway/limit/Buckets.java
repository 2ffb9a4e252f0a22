package dev.quadrille.gateway.limit;

/// The buckets of all owners. One that nobody has taken from yet is full.
interface Buckets {

    /// Takes a token, if there is one.
    Draw draw(BucketKey key);

    /// Puts a token back that was taken for nothing.
    void giveBack(BucketKey key);
}

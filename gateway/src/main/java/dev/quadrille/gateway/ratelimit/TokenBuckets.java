package dev.quadrille.gateway.ratelimit;

/// The buckets of all owners. One that nobody has taken from yet is full.
interface TokenBuckets {

    /// Takes a token, if there is one.
    Consumption draw(TokenBucketKey key);

    /// Puts a token back that was taken for nothing.
    void giveBack(TokenBucketKey key);
}

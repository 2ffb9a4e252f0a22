package dev.quadrille.gateway.ratelimit;

/// Names a bucket.
///
/// @param owner a customer, or an address
record TokenBucketKey(RateLimitKind limit, String owner) {

    @Override
    public String toString() {
        return "quadrille:" + limit.word() + ":" + owner;
    }
}

package dev.quadrille.gateway.limit;

/// Names a bucket.
///
/// @param owner a customer, or an address
record BucketKey(Limit limit, String owner) {

    @Override
    public String toString() {
        return "quadrille:" + limit.word() + ":" + owner;
    }
}

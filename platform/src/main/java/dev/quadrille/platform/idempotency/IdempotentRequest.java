package dev.quadrille.platform.idempotency;

import dev.quadrille.platform.Sha256;

/// A request with an Idempotency-Key.
///
/// @param caller the owner of the key: equal keys of two callers are different keys
/// @param hash SHA-256 of the request in canonical form, in hexadecimal; decides whether a request
///   with a known key is a repetition
public record IdempotentRequest(String caller, String key, String hash) {

    /// Takes all parts of the request that have a meaning. They are hashed in parsed form, so that
    /// white space and the order of fields do not matter. No part contains a line break.
    public static IdempotentRequest of(String caller, IdempotencyKey key, String... parts) {
        return new IdempotentRequest(caller, key.value(), Sha256.hex(String.join("\n", parts)));
    }
}

package dev.quadrille.platform.idempotency;

import dev.quadrille.platform.Sha256;

/// A request that came with an Idempotency-Key.
///
/// @param caller whose key it is: the same key of another caller is another key
/// @param hash SHA-256 of the request in canonical form, in hexadecimal; tells whether the key
///   stands for the same request as before
public record IdempotentRequest(String caller, String key, String hash) {

    /// Takes the request in parts, which together say all that it asks for. They are hashed as they
    /// were understood, so that white space and the order of fields do not count; no part has a
    /// line break.
    public static IdempotentRequest of(String caller, IdempotencyKey key, String... parts) {
        return new IdempotentRequest(caller, key.value(), Sha256.hex(String.join("\n", parts)));
    }
}

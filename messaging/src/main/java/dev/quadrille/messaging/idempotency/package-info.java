/// Owns the idempotency store, for requests with an Idempotency-Key. A service that needs it
/// imports {@link dev.quadrille.messaging.idempotency.IdempotencyConfiguration} and adds
/// `db/idempotency` to its migrations. Must not know HTTP, or the content of the responses.
@NullMarked
package dev.quadrille.messaging.idempotency;

import org.jspecify.annotations.NullMarked;

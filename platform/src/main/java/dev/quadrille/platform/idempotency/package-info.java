/// Owns the Idempotency-Key of a request and the idempotency store. A service that needs the store
/// imports {@link dev.quadrille.platform.idempotency.IdempotencyConfiguration} and adds
/// `db/idempotency` to its migrations. Must not know the content of the responses.
@NullMarked
package dev.quadrille.platform.idempotency;

import org.jspecify.annotations.NullMarked;

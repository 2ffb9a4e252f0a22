/// What became of requests that came with an Idempotency-Key. A service that has some imports
/// {@link dev.quadrille.messaging.idempotency.IdempotencyConfiguration} and lists `db/idempotency`
/// among its migrations. Knows nothing of HTTP, and nothing of what the answers say.
@NullMarked
package dev.quadrille.messaging.idempotency;

import org.jspecify.annotations.NullMarked;

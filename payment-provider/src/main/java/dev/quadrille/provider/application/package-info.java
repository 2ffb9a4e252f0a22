/// The application layer. It serializes the charges per idempotency key, and returns when they are
/// durable. It must not depend on the implementation of the ledger.
@NullMarked
package dev.quadrille.provider.application;

import org.jspecify.annotations.NullMarked;

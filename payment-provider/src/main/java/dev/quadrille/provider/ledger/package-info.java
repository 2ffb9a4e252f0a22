/// The ledger as an append-only file of JSON lines, with an index on disk that is derived from it.
/// Must not know why an entry is made.
@NullMarked
package dev.quadrille.provider.ledger;

import org.jspecify.annotations.NullMarked;

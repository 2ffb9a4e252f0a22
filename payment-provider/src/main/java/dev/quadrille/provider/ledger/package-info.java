/// The ledger as an append-only file of JSON lines, with a derived index on disk. It must not
/// depend on the rules that create the entries.
@NullMarked
package dev.quadrille.provider.ledger;

import org.jspecify.annotations.NullMarked;

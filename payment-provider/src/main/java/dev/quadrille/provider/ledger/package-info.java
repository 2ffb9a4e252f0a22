/// The ledger as a file of JSON lines that only grows. Must not know why an entry is made.
@NullMarked
package dev.quadrille.provider.ledger;

import org.jspecify.annotations.NullMarked;

/// Decides charges one after the other per key and answers when they are on record. Must not know
/// how the ledger is kept.
@NullMarked
package dev.quadrille.provider.application;

import org.jspecify.annotations.NullMarked;

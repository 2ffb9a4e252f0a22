/// The outside world: a card processor with a ledger of its own, which can be slow, fail and lose
/// answers on demand. Must not know that orders exist.
@NullMarked
package dev.quadrille.provider;

import org.jspecify.annotations.NullMarked;

/// The payment provider: a simulated external card processor with its own ledger. It can respond
/// slowly, fail and drop responses on demand. It must not depend on the other services.
@NullMarked
package dev.quadrille.provider;

import org.jspecify.annotations.NullMarked;

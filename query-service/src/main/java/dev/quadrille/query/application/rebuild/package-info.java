/// The rebuild of the read model from the log while the old one serves. Must not know how tables
/// swap.
@NullMarked
package dev.quadrille.query.application.rebuild;

import org.jspecify.annotations.NullMarked;

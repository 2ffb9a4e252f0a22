/// The read side: answers questions about orders from a model of its own, made of nothing but the
/// log.
@NullMarked
package dev.quadrille.query;

import org.jspecify.annotations.NullMarked;

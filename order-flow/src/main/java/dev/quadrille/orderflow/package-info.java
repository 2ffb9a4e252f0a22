/// The published language of Quadrille: facts (`event`), the values they are made of (`value`), and
/// here {@link dev.quadrille.orderflow.OrderFlow}, the whole saga as one table, with the form that
/// every decision takes. Plain immutable Java; it must not know how events travel, how they are
/// stored, or any framework.
@NullMarked
package dev.quadrille.orderflow;

import org.jspecify.annotations.NullMarked;

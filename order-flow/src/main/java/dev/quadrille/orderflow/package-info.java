/// The published language of Quadrille: events (`event`), their values (`value`), and {@link
/// dev.quadrille.orderflow.OrderFlow}, the choreographed saga as one table, with the types of a
/// decision. Plain immutable Java; must not know how events are sent or stored, nor any framework.
@NullMarked
package dev.quadrille.orderflow;

import org.jspecify.annotations.NullMarked;

/// The events that services exchange, named in the past tense, each published by one participant.
/// An event carries what the next participant needs, so that no synchronous call is necessary; must
/// not know how events are encoded or sent.
@NullMarked
package dev.quadrille.orderflow.event;

import org.jspecify.annotations.NullMarked;

/// The facts that travel between services, in the past tense, each told by one participant. Carries
/// what the next participant needs, so that nobody has to ask back; must not know how facts are
/// encoded or sent.
@NullMarked
package dev.quadrille.orderflow.event;

import org.jspecify.annotations.NullMarked;

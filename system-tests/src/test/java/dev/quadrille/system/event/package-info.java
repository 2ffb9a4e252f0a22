/// The AsyncAPI document, generated from the event classes, and the conformance of published events
/// to it.
@NullMarked
package dev.quadrille.system.event;

import org.jspecify.annotations.NullMarked;

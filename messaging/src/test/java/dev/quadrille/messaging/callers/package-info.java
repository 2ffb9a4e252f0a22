/// Callers of a service's API: their tokens, and the key set that services check them with.
@NullMarked
package dev.quadrille.messaging.callers;

import org.jspecify.annotations.NullMarked;

/// One fact of every type, with fixed values: what approved files show and tests send.
@NullMarked
package dev.quadrille.messaging.samples;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.quadrille.messaging.trace;

import org.jspecify.annotations.NullMarked;

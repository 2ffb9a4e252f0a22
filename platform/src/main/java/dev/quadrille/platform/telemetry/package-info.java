/// The trace that the current work belongs to.
@NullMarked
package dev.quadrille.platform.telemetry;

import org.jspecify.annotations.NullMarked;

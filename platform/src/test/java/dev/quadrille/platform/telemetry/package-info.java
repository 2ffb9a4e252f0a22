@NullMarked
package dev.quadrille.platform.telemetry;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.quadrille.messaging.migration;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.quadrille.platform.connection;

import org.jspecify.annotations.NullMarked;

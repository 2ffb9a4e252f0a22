@NullMarked
package dev.quadrille.platform.http;

import org.jspecify.annotations.NullMarked;

/// The HTTP adapter of the payment provider.
@NullMarked
package dev.quadrille.provider.web;

import org.jspecify.annotations.NullMarked;

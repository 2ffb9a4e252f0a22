/// The processor's HTTP interface.
@NullMarked
package dev.quadrille.provider.web;

import org.jspecify.annotations.NullMarked;

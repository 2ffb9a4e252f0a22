/// The requests of the load tests and where they are sent.
@NullMarked
package dev.quadrille.load.client;

import org.jspecify.annotations.NullMarked;

/// Twenty thousand requests that no decent client would send, made from the API's document and a
/// seed.
@NullMarked
package dev.quadrille.system.fuzz;

import org.jspecify.annotations.NullMarked;

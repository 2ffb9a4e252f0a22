/// What operators ask of all services at once: each is asked, and the answers are put together.
@NullMarked
package dev.quadrille.gateway.operator;

import org.jspecify.annotations.NullMarked;

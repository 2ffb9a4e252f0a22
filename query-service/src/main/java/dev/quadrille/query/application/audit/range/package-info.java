/// The division of all orders into ranges, and the memory of what was verified.
@NullMarked
package dev.quadrille.query.application.audit.range;

import org.jspecify.annotations.NullMarked;

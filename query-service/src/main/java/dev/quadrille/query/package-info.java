/// The query side of CQRS: answers queries about orders from a read model that is derived from the
/// log only.
@NullMarked
package dev.quadrille.query;

import org.jspecify.annotations.NullMarked;

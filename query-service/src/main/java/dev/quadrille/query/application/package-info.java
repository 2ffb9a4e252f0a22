/// The query side of CQRS: the projection of events into the read model, and the queries on it.
@NullMarked
package dev.quadrille.query.application;

import org.jspecify.annotations.NullMarked;

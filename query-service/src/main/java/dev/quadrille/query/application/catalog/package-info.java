/// The product queries: a global table in memory, filled from the catalog topic, and its snapshot.
@NullMarked
package dev.quadrille.query.application.catalog;

import org.jspecify.annotations.NullMarked;

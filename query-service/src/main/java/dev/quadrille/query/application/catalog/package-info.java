/// The product queries: a replica of the catalog topic and its cache.
@NullMarked
package dev.quadrille.query.application.catalog;

import org.jspecify.annotations.NullMarked;

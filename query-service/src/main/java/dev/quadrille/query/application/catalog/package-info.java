/// What is shown of products: a replica of the catalog, and what is kept of it in memory.
@NullMarked
package dev.quadrille.query.application.catalog;

import org.jspecify.annotations.NullMarked;

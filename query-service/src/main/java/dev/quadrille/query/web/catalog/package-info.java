/// The products over HTTP.
@NullMarked
package dev.quadrille.query.web.catalog;

import org.jspecify.annotations.NullMarked;

/// The query API over HTTP.
@NullMarked
package dev.quadrille.query.web;

import org.jspecify.annotations.NullMarked;

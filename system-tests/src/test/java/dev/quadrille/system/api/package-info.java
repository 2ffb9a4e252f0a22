/// The OpenAPI document, generated from the controllers and the routes of the gateway.
@NullMarked
package dev.quadrille.system.api;

import org.jspecify.annotations.NullMarked;

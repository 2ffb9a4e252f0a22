/// What is asked over HTTP: as a document, made from the controllers and the gateway's routes.
@NullMarked
package dev.quadrille.system.api;

import org.jspecify.annotations.NullMarked;

/// Raw HTTP requests, well-formed or not, and the conformance of responses to the OpenAPI document.
@NullMarked
package dev.quadrille.system.exchange;

import org.jspecify.annotations.NullMarked;

/// Requests as they go over the wire, well-formed or not, and answers held against the API's
/// document.
@NullMarked
package dev.quadrille.system.exchange;

import org.jspecify.annotations.NullMarked;

/// What a request says of itself so that it can be sent again without being done again. What became
/// of it is remembered elsewhere: there is no database here.
@NullMarked
package dev.quadrille.platform.idempotency;

import org.jspecify.annotations.NullMarked;

/// The Idempotency-Key of a request. The outcomes of requests are stored elsewhere: there is no
/// database here.
@NullMarked
package dev.quadrille.platform.idempotency;

import org.jspecify.annotations.NullMarked;

/// The provider over HTTP, and what is done when it is slow, failing or away.
@NullMarked
package dev.quadrille.payment.provider;

import org.jspecify.annotations.NullMarked;

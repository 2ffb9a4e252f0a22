/// Owns the classification of failures: transient, definite, or unknown. Must not know what a
/// caller does about a failure.
@NullMarked
package dev.quadrille.platform.failure;

import org.jspecify.annotations.NullMarked;

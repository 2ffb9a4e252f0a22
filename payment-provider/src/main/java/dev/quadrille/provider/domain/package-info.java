/// The domain model: the state machine of a charge. This package does not depend on a clock, a file
/// or a framework.
@NullMarked
package dev.quadrille.provider.domain;

import org.jspecify.annotations.NullMarked;

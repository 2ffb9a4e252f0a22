/// Named points at which a test or a chaos toggle injects faults; without cost and effect
/// otherwise.
@NullMarked
package dev.quadrille.platform.fault;

import org.jspecify.annotations.NullMarked;

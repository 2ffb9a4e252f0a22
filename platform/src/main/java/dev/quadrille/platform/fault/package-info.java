/// Named points at which a test or a chaos toggle can break the running system; free of cost and
/// effect otherwise.
@NullMarked
package dev.quadrille.platform.fault;

import org.jspecify.annotations.NullMarked;

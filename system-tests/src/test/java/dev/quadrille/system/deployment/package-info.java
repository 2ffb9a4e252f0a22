/// The running shop as its customers, its operator and an accountant see it.
@NullMarked
package dev.quadrille.system.deployment;

import org.jspecify.annotations.NullMarked;

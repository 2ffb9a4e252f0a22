/// One row per order, kept with JPA, for participants whose state fits into one. Optional: a
/// service without JPA does not notice it.
@NullMarked
package dev.quadrille.messaging.jpa;

import org.jspecify.annotations.NullMarked;

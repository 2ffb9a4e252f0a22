/// Owns the JPA state store for participants whose state fits into one row per order. Optional:
/// must not be required by services without JPA.
@NullMarked
package dev.quadrille.messaging.jpa;

import org.jspecify.annotations.NullMarked;

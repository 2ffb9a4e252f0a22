/// What may become of a reservation, and what that does to the counters. Pure Java.
@NullMarked
package dev.quadrille.inventory.domain;

import org.jspecify.annotations.NullMarked;

/// What may become of an order. Pure Java.
@NullMarked
package dev.quadrille.order.domain;

import org.jspecify.annotations.NullMarked;

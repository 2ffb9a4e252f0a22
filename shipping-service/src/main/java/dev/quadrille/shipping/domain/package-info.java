/// What may become of a shipment, and which carrier goes where. Pure Java.
@NullMarked
package dev.quadrille.shipping.domain;

import org.jspecify.annotations.NullMarked;

/// Shipping's part in the flow: its rows, between loading and saving.
@NullMarked
package dev.quadrille.shipping.application;

import org.jspecify.annotations.NullMarked;

/// The application layer: the saga participant, and the commands for the catalog and the stock.
@NullMarked
package dev.quadrille.inventory.application;

import org.jspecify.annotations.NullMarked;

/// Inventory's part in the flow, and how products come into the catalog and pieces into stock.
@NullMarked
package dev.quadrille.inventory.application;

import org.jspecify.annotations.NullMarked;

/// Inventory: the catalog, the stock of every SKU, and what of it is held for whom.
@NullMarked
package dev.quadrille.inventory;

import org.jspecify.annotations.NullMarked;

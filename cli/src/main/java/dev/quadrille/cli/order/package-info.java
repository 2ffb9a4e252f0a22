/// The `order` command: places an order through the public API and follows it until it is settled.
@NullMarked
package dev.quadrille.cli.order;

import org.jspecify.annotations.NullMarked;

/// What facts are made of: ids, money, quantities and addresses, each holding its own invariants.
/// Knows only `java.*`.
@NullMarked
package dev.quadrille.orderflow.value;

import org.jspecify.annotations.NullMarked;

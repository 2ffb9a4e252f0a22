/// The values of events: ids, money, quantities and addresses, each of which checks its own
/// invariants. Knows only `java.*`.
@NullMarked
package dev.quadrille.orderflow.value;

import org.jspecify.annotations.NullMarked;

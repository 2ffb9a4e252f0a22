/// The traces of the running shop, without a further process: takes what the services export, keeps
/// the newest of it in memory, and shows it as pages. Knows OTLP, and nothing of the shop but the
/// name of the attribute that tells the order.
@NullMarked
package dev.quadrille.local.trace;

import org.jspecify.annotations.NullMarked;

/// The `chaos` command: lists, sets and clears faults of the services through the gateway, and
/// kills, suspends and stops processes or containers.
@NullMarked
package dev.quadrille.cli.chaos;

import org.jspecify.annotations.NullMarked;

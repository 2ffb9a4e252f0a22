/// The `dead-letters` command: lists, replays and discards events that could not be handled.
@NullMarked
package dev.quadrille.cli.deadletter;

import org.jspecify.annotations.NullMarked;

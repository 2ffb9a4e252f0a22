/// The `dead-letters` command: lists, replays and discards events that could not be handled.
@NullMarked
package dev.quadrille.local.command.deadletter;

import org.jspecify.annotations.NullMarked;

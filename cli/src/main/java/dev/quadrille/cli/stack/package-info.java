/// The commands that observe and control a stack from another terminal: status, logs, stop and
/// reset.
@NullMarked
package dev.quadrille.cli.stack;

import org.jspecify.annotations.NullMarked;

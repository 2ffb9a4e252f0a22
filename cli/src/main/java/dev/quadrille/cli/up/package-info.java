/// The `up` command: starts the stack, prints its progress, and supervises it. Also prints the run
/// configurations of applications that are left out.
@NullMarked
package dev.quadrille.cli.up;

import org.jspecify.annotations.NullMarked;

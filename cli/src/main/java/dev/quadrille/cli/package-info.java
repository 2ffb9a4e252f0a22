/// The entry point of `./quadrille`. It selects the command, and turns failures into messages and
/// exit codes. Each subpackage holds the commands of one subject.
@NullMarked
package dev.quadrille.cli;

import org.jspecify.annotations.NullMarked;

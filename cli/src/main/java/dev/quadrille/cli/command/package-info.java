/// What all commands share: the command interface, the parsing of arguments, and output within 80
/// columns. Must not know any command.
@NullMarked
package dev.quadrille.cli.command;

import org.jspecify.annotations.NullMarked;

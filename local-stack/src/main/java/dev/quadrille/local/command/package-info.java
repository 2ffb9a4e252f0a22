/// What `./quadrille` can do, each command a class: it reads its arguments, does its work through
/// {@link dev.quadrille.local.LocalStack} or over HTTP, and prints for people in at most 80
/// columns.
@NullMarked
package dev.quadrille.local.command;

import org.jspecify.annotations.NullMarked;

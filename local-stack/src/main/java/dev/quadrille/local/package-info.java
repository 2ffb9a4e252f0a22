/// All of Quadrille on one machine, without Docker: {@link dev.quadrille.local.Component} is the
/// topology as a table, {@link dev.quadrille.local.LocalStack} starts it and keeps it running. Must
/// not know what the services do, only how a process of each is run and asked whether it is ready.
@NullMarked
package dev.quadrille.local;

import org.jspecify.annotations.NullMarked;

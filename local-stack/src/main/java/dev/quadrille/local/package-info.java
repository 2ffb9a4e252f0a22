/// Runs all of Quadrille on one machine without Docker. {@link dev.quadrille.local.Component} is
/// the topology as a table; {@link dev.quadrille.local.LocalStack} starts the processes and
/// supervises them. This package must not know what the services do: it knows how their processes
/// are run and how their readiness is probed.
@NullMarked
package dev.quadrille.local;

import org.jspecify.annotations.NullMarked;

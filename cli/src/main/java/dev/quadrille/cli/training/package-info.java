/// AOT training as a command: the workload that runs on the temporary stack, and the preparation of
/// container images.
@NullMarked
package dev.quadrille.cli.training;

import org.jspecify.annotations.NullMarked;

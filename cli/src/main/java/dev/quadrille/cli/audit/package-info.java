/// The `audit` command: verifies the guarantee of the running system.
@NullMarked
package dev.quadrille.cli.audit;

import org.jspecify.annotations.NullMarked;

/// How the JVMs of the stack are run: flags, class paths, and the caches that let them start fast.
@NullMarked
package dev.quadrille.local.jvm;

import org.jspecify.annotations.NullMarked;

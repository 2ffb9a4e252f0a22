/// How a process writes its log, so that no request can write a line of its own (CWE-117).
@NullMarked
package dev.quadrille.platform.log;

import org.jspecify.annotations.NullMarked;

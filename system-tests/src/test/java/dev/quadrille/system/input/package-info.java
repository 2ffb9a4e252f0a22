/// Requests that nobody means well with, and what comes of them: a problem, and nothing else.
@NullMarked
package dev.quadrille.system.input;

import org.jspecify.annotations.NullMarked;

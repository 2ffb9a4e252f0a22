/// How events become what is shown, and how a question waits for its answer.
@NullMarked
package dev.quadrille.query.application;

import org.jspecify.annotations.NullMarked;

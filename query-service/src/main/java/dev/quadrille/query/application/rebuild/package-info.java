/// How the read model is made again from the log while it serves. Must not know how tables swap.
@NullMarked
package dev.quadrille.query.application.rebuild;

import org.jspecify.annotations.NullMarked;

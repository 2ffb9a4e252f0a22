/// The HTTP API for operators to rebuild the read model.
@NullMarked
package dev.quadrille.query.web.rebuild;

import org.jspecify.annotations.NullMarked;

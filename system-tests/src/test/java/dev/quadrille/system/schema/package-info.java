/// How our types look as JSON Schema, and the files in `docs/api` that say so.
@NullMarked
package dev.quadrille.system.schema;

import org.jspecify.annotations.NullMarked;

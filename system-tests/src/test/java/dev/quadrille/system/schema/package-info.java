/// JSON Schemas of the project's types, and the generated files in `docs/api`.
@NullMarked
package dev.quadrille.system.schema;

import org.jspecify.annotations.NullMarked;

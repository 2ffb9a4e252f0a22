/// Fuzzing: seeded requests, generated from the OpenAPI document.
@NullMarked
package dev.quadrille.system.fuzz;

import org.jspecify.annotations.NullMarked;

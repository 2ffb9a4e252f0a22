/// Rules for the structure and the language of the code.
@NullMarked
package dev.quadrille.system.structure;

import org.jspecify.annotations.NullMarked;

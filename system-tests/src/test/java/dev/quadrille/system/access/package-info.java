/// Who may call what: one table, and a test that tries every cell of it.
@NullMarked
package dev.quadrille.system.access;

import org.jspecify.annotations.NullMarked;

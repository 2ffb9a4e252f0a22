/// Access control: one table of the expected statuses, and a test for every cell.
@NullMarked
package dev.quadrille.system.access;

import org.jspecify.annotations.NullMarked;

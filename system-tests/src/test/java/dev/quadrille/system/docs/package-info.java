/// Checks the documents against the code: what a page shows of the architecture is rendered from
/// it, and every type and file that a page names exists.
@NullMarked
package dev.quadrille.system.docs;

import org.jspecify.annotations.NullMarked;

/// What the code's structure keeps to, as whitelists: each rule names what is allowed, so none can
/// be empty.
@NullMarked
package dev.quadrille.system.structure;

import org.jspecify.annotations.NullMarked;

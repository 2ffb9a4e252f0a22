/// Tests the chaos toggles of the running system.
@NullMarked
package dev.quadrille.system.chaos;

import org.jspecify.annotations.NullMarked;

/// Operations on a stack from outside its launcher: stop it, and delete its data. Depends on PID
/// files and the launcher lock only, so that it works after the launcher was killed.
@NullMarked
package dev.quadrille.local.maintenance;

import org.jspecify.annotations.NullMarked;

/// Owns the access tokens of test callers, and the key set with which services verify them.
@NullMarked
package dev.quadrille.testsupport.callers;

import org.jspecify.annotations.NullMarked;

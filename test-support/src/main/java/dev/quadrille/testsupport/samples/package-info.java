/// Owns one sample event of every type, with fixed values, for approved files and tests.
@NullMarked
package dev.quadrille.testsupport.samples;

import org.jspecify.annotations.NullMarked;

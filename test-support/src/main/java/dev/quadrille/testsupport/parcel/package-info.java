/// Owns a minimal saga participant for the tests of messaging: it books a parcel for a paid order,
/// and calls it off.
@NullMarked
package dev.quadrille.testsupport.parcel;

import org.jspecify.annotations.NullMarked;

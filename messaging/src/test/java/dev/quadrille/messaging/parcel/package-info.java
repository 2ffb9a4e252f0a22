/// A participant as small as one can be, for tests of messaging itself: it books a parcel for what
/// is paid, and calls it off.
@NullMarked
package dev.quadrille.messaging.parcel;

import org.jspecify.annotations.NullMarked;

/// What every service has alike: how it starts, draws ids and tells the time. Must not know what
/// any service is about.
@NullMarked
package dev.quadrille.platform;

import org.jspecify.annotations.NullMarked;

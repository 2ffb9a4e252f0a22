/// Orders placed at a given rate, whatever comes back (an open model), and how long each takes
/// until it is settled. Must not know more of the shop than its API.
@NullMarked
package dev.quadrille.load;

import org.jspecify.annotations.NullMarked;

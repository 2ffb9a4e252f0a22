/// Load tests with an open workload model: orders are placed at a given rate, independent of the
/// responses, and the time until each is settled is measured.
@NullMarked
package dev.quadrille.load;

import org.jspecify.annotations.NullMarked;

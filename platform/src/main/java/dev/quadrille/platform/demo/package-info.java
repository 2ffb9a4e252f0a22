/// The secrets that are public in this repository and may be used in the demo only.
@NullMarked
package dev.quadrille.platform.demo;

import org.jspecify.annotations.NullMarked;

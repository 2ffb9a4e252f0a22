/// What stands in this repository for everyone to read, and keeps nobody out: it is for the demo
/// alone.
@NullMarked
package dev.quadrille.platform.demo;

import org.jspecify.annotations.NullMarked;

/// What can become of a charge. Pure: no clock, no file, no framework.
@NullMarked
package dev.quadrille.provider.domain;

import org.jspecify.annotations.NullMarked;

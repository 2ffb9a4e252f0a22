/// Topics as logs that are read from end to end, apart from any consumer group.
@NullMarked
package dev.quadrille.messaging.reader;

import org.jspecify.annotations.NullMarked;

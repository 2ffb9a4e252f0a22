/// How facts look on the wire: JSON bodies with CloudEvents 1.0 headers in Kafka's binary mode. No
/// Java type name goes out, and none that comes in is believed.
@NullMarked
package dev.quadrille.messaging.wire;

import org.jspecify.annotations.NullMarked;

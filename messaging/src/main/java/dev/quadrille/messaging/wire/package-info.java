/// Owns the wire format: JSON bodies with CloudEvents 1.0 headers in the binary content mode of
/// Kafka. Must not send Java type names, and must not trust any that it receives.
@NullMarked
package dev.quadrille.messaging.wire;

import org.jspecify.annotations.NullMarked;

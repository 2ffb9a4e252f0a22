/// Traces: one per order, across processes; sampling, naming and redaction of spans.
@NullMarked
package dev.quadrille.platform.telemetry;

import org.jspecify.annotations.NullMarked;

package dev.quadrille.messaging;

import dev.quadrille.messaging.reader.PartitionOffset;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.platform.telemetry.OrderSpan;
import java.time.Instant;
import java.util.UUID;

/// A received event with the metadata of its message envelope.
///
/// @param id the same for every copy of the event
/// @param at when the event was recorded, by the clock of the publishing service
public record Received<E>(
        E event, UUID id, Instant at, EventTrace trace, PartitionOffset position) {

    /// Makes the step that handles the event the cause of what it publishes.
    public Received<E> withCause(OrderSpan step) {
        return step.isRecorded()
                ? new Received<>(event, id, at, trace.causedBy(step), position)
                : this;
    }
}

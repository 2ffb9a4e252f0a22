package dev.quadrille.messaging;

import dev.quadrille.messaging.reader.PartitionOffset;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.platform.telemetry.OrderSpan;
import java.time.Instant;
import java.util.UUID;

/// A fact as it arrived, with what its envelope says of it.
///
/// @param id the same for every copy of the fact, however often it is delivered
/// @param at when the fact was recorded, by the clock of the service that tells it
/// @param trace where the steps that it causes belong
public record Received<E>(
        E event, UUID id, Instant at, EventTrace trace, PartitionOffset position) {

    /// The same fact, while this step handles it: what the step publishes is caused by the step.
    public Received<E> handledBy(OrderSpan step) {
        return step.isRecorded()
                ? new Received<>(event, id, at, trace.causedBy(step), position)
                : this;
    }
}

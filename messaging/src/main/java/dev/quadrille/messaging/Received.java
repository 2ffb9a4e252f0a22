package dev.quadrille.messaging;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A fact as it arrived, with what its envelope says of it.
///
/// @param id the same for every copy of the fact, however often it is delivered
/// @param at when the fact was recorded, by the clock of the service that tells it
/// @param traceparent the W3C trace context of what caused the fact; empty where nothing is traced
public record Received<E>(
        E event, UUID id, Instant at, Optional<String> traceparent, LogPosition position) {

    /// The same fact, when what it causes is to hang beneath its handling.
    public Received<E> causing(String handling) {
        return new Received<>(event, id, at, Optional.of(handling), position);
    }
}

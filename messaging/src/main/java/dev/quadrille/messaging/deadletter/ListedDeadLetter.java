package dev.quadrille.messaging.deadletter;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A dead letter in the list for operators, with the number of events parked behind it. The order
/// id is empty if the record has no valid one.
public record ListedDeadLetter(
        UUID id, Optional<UUID> orderId, String type, String cause, Instant at, int parked) {}

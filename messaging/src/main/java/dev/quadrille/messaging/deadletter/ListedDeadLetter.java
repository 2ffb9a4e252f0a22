package dev.quadrille.messaging.deadletter;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A dead letter as an operator sees it.
///
/// @param orderId empty if the record is not about an order, or does not say about which
/// @param type the name of the event, such as `StockReserved`
/// @param parked how many later events of the order wait for it
public record ListedDeadLetter(
        UUID id, Optional<UUID> orderId, String type, String cause, Instant at, int parked) {}

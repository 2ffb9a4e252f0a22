package dev.quadrille.messaging.deadletter;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A dead letter in the list for operators.
///
/// @param orderId empty if the record is not about an order, or its key is not an order id
/// @param type the name of the event, such as `StockReserved`
/// @param parked the number of later events of the order that are parked behind it
public record ListedDeadLetter(
        UUID id, Optional<UUID> orderId, String type, String cause, Instant at, int parked) {}

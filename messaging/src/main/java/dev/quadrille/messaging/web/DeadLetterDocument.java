package dev.quadrille.messaging.web;

import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A dead letter in a response.
///
/// @param parked the number of later events of the order that are parked behind it
record DeadLetterDocument(
        String service,
        UUID id,
        @Nullable UUID orderId,
        String type,
        String cause,
        Instant at,
        int parked) {

    static DeadLetterDocument of(String service, ListedDeadLetter letter) {
        return new DeadLetterDocument(
                service,
                letter.id(),
                letter.orderId().orElse(null),
                letter.type(),
                letter.cause(),
                letter.at(),
                letter.parked());
    }

    record Page(List<DeadLetterDocument> deadLetters) {}
}

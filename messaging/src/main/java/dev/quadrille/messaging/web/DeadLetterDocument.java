package dev.quadrille.messaging.web;

import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A dead letter in an answer.
///
/// @param parked how many later events of the order wait for it
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

    /// The answer to a request for all.
    record Page(List<DeadLetterDocument> deadLetters) {}
}

package dev.quadrille.query.application;

import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.reader.PartitionOffset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where and when an event was first told: of several copies in the log, the one that stands first.
///
/// @param at to the microsecond, which is what tables keep
public record EventOccurrence(PartitionOffset position, Instant at) {

    public EventOccurrence {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    static EventOccurrence of(Received<?> received) {
        return new EventOccurrence(received.position(), received.at());
    }

    boolean isBefore(EventOccurrence other) {
        return position.offset() < other.position.offset();
    }
}

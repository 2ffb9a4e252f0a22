package dev.quadrille.query.application;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The position and time of an event in the log. Of several copies, the first one counts.
///
/// @param at to the microsecond, the precision of the tables
public record EventOccurrence(PartitionOffset position, Instant at) {

    public EventOccurrence {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    static EventOccurrence of(EventEnvelope<?> received) {
        return new EventOccurrence(received.position(), received.at());
    }

    boolean isBefore(EventOccurrence other) {
        return position.offset() < other.position.offset();
    }
}

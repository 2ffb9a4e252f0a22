package dev.quadrille.query.application;

import dev.quadrille.messaging.LogPosition;
import dev.quadrille.messaging.Received;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where and when an event was first told: of several copies in the log, the one that stands first.
///
/// @param at to the microsecond, which is what tables keep
public record Sighting(LogPosition position, Instant at) {

    public Sighting {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    static Sighting of(Received<?> received) {
        return new Sighting(received.position(), received.at());
    }

    boolean isBefore(Sighting other) {
        return position.offset() < other.position.offset();
    }
}

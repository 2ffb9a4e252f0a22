package dev.quadrille.query.web;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.platform.http.EntityTag;
import dev.quadrille.query.application.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The representation of an order's events in the API, in the order of the log.
record TimelineDocument(List<Event> events) {

    static TimelineDocument of(List<TimelineEntry> entries) {
        return new TimelineDocument(entries.stream().map(Event::of).toList());
    }

    /// Changes with every new event and its position.
    String tag() {
        return EntityTag.of(events.stream().map(it -> it.id().toString()));
    }

    record Event(UUID id, String type, String service, Instant at, OrderEvent data) {
        private static Event of(TimelineEntry entry) {
            return new Event(entry.id(), entry.type(), entry.service(), entry.at(), entry.data());
        }
    }
}

package dev.quadrille.testsupport.fakes;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Fake of the outbox that records the appended events and publishes nothing.
public final class RecordingOutbox implements Outbox {

    private final List<EventEnvelope<?>> publications = new ArrayList<>();

    @Override
    public synchronized void append(Collection<? extends EventEnvelope<?>> appended) {
        publications.addAll(appended);
    }

    /// The appended publications, in order.
    public synchronized List<EventEnvelope<?>> publications() {
        return List.copyOf(publications);
    }

    /// The appended events, in order.
    public List<Object> events() {
        List<Object> events = new ArrayList<>();
        publications().forEach(publication -> events.add(publication.event()));
        return events;
    }
}

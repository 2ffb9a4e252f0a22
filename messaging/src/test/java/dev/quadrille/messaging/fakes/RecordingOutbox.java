package dev.quadrille.messaging.fakes;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.Publication;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Remembers what was appended, and sends nothing.
public final class RecordingOutbox implements Outbox {

    private final List<Publication<?>> publications = new ArrayList<>();

    @Override
    public synchronized void append(Collection<? extends Publication<?>> appended) {
        publications.addAll(appended);
    }

    /// What was appended, in that order.
    public synchronized List<Publication<?>> publications() {
        return List.copyOf(publications);
    }

    /// The facts that were appended, in that order.
    public List<Object> facts() {
        List<Object> facts = new ArrayList<>();
        publications().forEach(publication -> facts.add(publication.event()));
        return facts;
    }
}

package dev.quadrille.messaging;

import java.util.Collection;
import java.util.List;

/// Transactional outbox of a service
/// (https://microservices.io/patterns/data/transactional-outbox.html). An appended event is
/// published, at least once, if and only if the surrounding transaction commits. Events with the
/// same key are published in the order of appending.
///
/// Decision record: `docs/decisions/0004-outbox-and-relay.md`.
public interface Outbox {

    /// Appends events to the current transaction. The caller must already have written, and so
    /// locked, the row whose change the event reports: only then is the order of the events the
    /// commit order. Throws {@link IllegalStateException} without a transaction.
    void append(Collection<? extends EventEnvelope<?>> publications);

    default void append(EventEnvelope<?> publication) {
        append(List.of(publication));
    }
}

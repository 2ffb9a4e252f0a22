package dev.quadrille.query.application.catalog;

import org.springframework.stereotype.Component;

/// Whether this replica can serve the catalog: it has read the topic to the end that the topic had
/// at the start, or the topic is unavailable and the products come from the snapshot. A replica
/// that has been ready once stays ready.
@Component
public class CatalogReadiness {

    private volatile boolean restored;
    private volatile boolean ready;

    public boolean isReady() {
        return ready;
    }

    /// The global table contains the products of the snapshot.
    void restored() {
        restored = true;
    }

    void caughtUp() {
        ready = true;
    }

    void topicUnavailable() {
        ready = ready || restored;
    }
}

package dev.quadrille.messaging.deadletter.parking;

import dev.quadrille.messaging.deadletter.store.DeadLetterMetrics;
import dev.quadrille.messaging.deadletter.store.DeadLetterTable;
import dev.quadrille.messaging.deadletter.store.DeadLetterWriter;
import dev.quadrille.messaging.deadletter.store.ParkedEvents;

/// Creates the filter for each subscription.
public final class ParkedOrderFilters {

    private final DeadLetterTable deadLetters;
    private final ParkedEvents parked;
    private final DeadLetterWriter writer;
    private final DeadLetterMetrics metrics;

    ParkedOrderFilters(
            DeadLetterTable deadLetters,
            ParkedEvents parked,
            DeadLetterWriter writer,
            DeadLetterMetrics metrics) {
        this.deadLetters = deadLetters;
        this.parked = parked;
        this.writer = writer;
        this.metrics = metrics;
    }

    public ParkedOrderFilter of(String topic) {
        return new ParkedOrderFilter(topic, deadLetters, parked, writer, metrics);
    }
}

package dev.quadrille.messaging.deadletter;

/// Makes what stands before the handler of each subscription.
public final class ParkedOrderFilters {

    private final DeadLetterTable rows;
    private final ParkedEvents parked;
    private final DeadLetterWriter box;
    private final DeadLetterMetrics metrics;

    ParkedOrderFilters(
            DeadLetterTable rows,
            ParkedEvents parked,
            DeadLetterWriter box,
            DeadLetterMetrics metrics) {
        this.rows = rows;
        this.parked = parked;
        this.box = box;
        this.metrics = metrics;
    }

    public ParkedOrderFilter of(String topic) {
        return new ParkedOrderFilter(topic, rows, parked, box, metrics);
    }
}

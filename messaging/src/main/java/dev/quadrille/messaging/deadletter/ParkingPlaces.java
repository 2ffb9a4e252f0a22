package dev.quadrille.messaging.deadletter;

/// Makes what stands before the handler of each subscription.
public final class ParkingPlaces {

    private final DeadLetterRows rows;
    private final ParkedEvents parked;
    private final DeadLetterBox box;
    private final DeadLetterMetrics metrics;

    ParkingPlaces(
            DeadLetterRows rows,
            ParkedEvents parked,
            DeadLetterBox box,
            DeadLetterMetrics metrics) {
        this.rows = rows;
        this.parked = parked;
        this.box = box;
        this.metrics = metrics;
    }

    public Parking of(String topic) {
        return new Parking(topic, rows, parked, box, metrics);
    }
}

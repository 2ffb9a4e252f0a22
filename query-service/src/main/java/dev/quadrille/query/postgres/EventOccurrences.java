package dev.quadrille.query.postgres;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.query.application.EventOccurrence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The occurrences of an order's events as one text: `type:offset:microseconds` per event, sorted.
/// Equal views have equal texts.
final class EventOccurrences {

    private EventOccurrences() {}

    static String write(Map<Class<? extends OrderEvent>, EventOccurrence> sightings) {
        return sightings.entrySet().stream()
                .map(it -> write(it.getKey(), it.getValue()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String write(Class<?> type, EventOccurrence sighting) {
        return type.getSimpleName()
                + ':'
                + sighting.position().offset()
                + ':'
                + ChronoUnit.MICROS.between(Instant.EPOCH, sighting.at());
    }

    static Map<Class<? extends OrderEvent>, EventOccurrence> read(String text, int partition) {
        return Arrays.stream(text.split(" "))
                .map(it -> it.split(":"))
                .collect(
                        Collectors.toMap(
                                parts -> Topic.ORDER_FLOW.named(parts[0]), sighting(partition)));
    }

    private static Function<String[], EventOccurrence> sighting(int partition) {
        return parts ->
                new EventOccurrence(
                        new PartitionOffset(partition, Long.parseLong(parts[1])),
                        Instant.EPOCH.plus(Long.parseLong(parts[2]), ChronoUnit.MICROS));
    }
}

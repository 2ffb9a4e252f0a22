package dev.quadrille.system.event;

import dev.quadrille.messaging.Topic;
import dev.quadrille.system.deployment.RunningSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads and checks the published events, each time continuing at the last position.
final class PublishedEvents {

    /// The time for the services to create dead letters.
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final TopicReader events;
    private final TopicReader deadLetters;
    private final EventValidator validator = new EventValidator();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, List<String>> suspects = new HashMap<>();
    private final Set<String> deadPositions = new HashSet<>();

    PublishedEvents(RunningSystem system) {
        this.events =
                new TopicReader(
                        system.bootstrapServers(),
                        name ->
                                name.equals(Topic.ORDER_FLOW.name())
                                        || name.equals(Topic.CATALOG.name()));
        this.deadLetters =
                new TopicReader(
                        system.bootstrapServers(), name -> name.matches("order-flow\\..*\\.dead"));
    }

    /// Returns the violations of the new records, one per line. A record with a dead letter is
    /// ignored: a test has written it, not a service.
    List<String> violations() {
        events.next().forEach(this::check);
        if (suspects.isEmpty()) {
            return deadLetterViolations();
        }
        List<String> violations = new ArrayList<>();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        do {
            violations.addAll(deadLetterViolations());
        } while (!deadPositions.containsAll(suspects.keySet()) && System.nanoTime() < deadline);
        deadPositions.forEach(suspects::remove);
        suspects.values().forEach(violations::addAll);
        suspects.clear();
        return violations;
    }

    /// The number of records by type.
    Map<String, Integer> counts() {
        return counts;
    }

    private void check(ConsumerRecord<String, byte[]> event) {
        PublishedRecord published = new PublishedRecord(event);
        List<String> violations = published.violations(validator);
        if (violations.isEmpty()) {
            counts.merge(published.type(), 1, Integer::sum);
        } else {
            suspects.put(published.position(), violations);
        }
    }

    private List<String> deadLetterViolations() {
        List<String> violations = new ArrayList<>();
        deadLetters
                .next()
                .forEach(deadLetter -> {
                    PublishedRecord published = new PublishedRecord(deadLetter);
                    deadPositions.add(published.originalPosition());
                    violations.addAll(validator.deadLetterViolations(published.headers()));
                    counts.merge("dead letters", 1, Integer::sum);
                });
        return violations;
    }
}

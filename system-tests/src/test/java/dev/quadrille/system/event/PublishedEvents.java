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

/// All that the shop has published, read on from where it was read to before.
final class PublishedEvents {

    /// For the services to bury what is no fact.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TopicTail facts;
    private final TopicTail deadLetters;
    private final EventForms forms = new EventForms();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, List<String>> suspects = new HashMap<>();
    private final Set<String> buried = new HashSet<>();

    PublishedEvents(RunningSystem system) {
        this.facts =
                new TopicTail(
                        system.bootstrapServers(),
                        name ->
                                name.equals(Topic.ORDER_FLOW.name())
                                        || name.equals(Topic.CATALOG.name()));
        this.deadLetters =
                new TopicTail(
                        system.bootstrapServers(), name -> name.matches("order-flow\\..*\\.dead"));
    }

    /// How what is new breaks its form, a line each. A record that the services have buried is no
    /// fact of theirs; a stranger has written it.
    List<String> violations() {
        facts.next().forEach(this::check);
        if (suspects.isEmpty()) {
            return buriedOutOfForm();
        }
        List<String> outOfForm = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            outOfForm.addAll(buriedOutOfForm());
        } while (!buried.containsAll(suspects.keySet()) && System.nanoTime() < deadline);
        buried.forEach(suspects::remove);
        suspects.values().forEach(outOfForm::addAll);
        suspects.clear();
        return outOfForm;
    }

    /// How many there have been of each type.
    Map<String, Integer> counts() {
        return counts;
    }

    private void check(ConsumerRecord<String, byte[]> fact) {
        PublishedRecord published = new PublishedRecord(fact);
        List<String> violations = published.violations(forms);
        if (violations.isEmpty()) {
            counts.merge(published.type(), 1, Integer::sum);
        } else {
            suspects.put(published.position(), violations);
        }
    }

    private List<String> buriedOutOfForm() {
        List<String> outOfForm = new ArrayList<>();
        deadLetters
                .next()
                .forEach(letter -> {
                    PublishedRecord published = new PublishedRecord(letter);
                    buried.add(published.buriedPosition());
                    outOfForm.addAll(forms.deadLetterViolations(published.headers()));
                    counts.merge("dead letters", 1, Integer::sum);
                });
        return outOfForm;
    }
}

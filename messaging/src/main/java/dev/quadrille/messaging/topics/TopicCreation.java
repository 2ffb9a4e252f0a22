package dev.quadrille.messaging.topics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/// Ensures that topics exist with the required configuration before they are used. (The {@link
/// KafkaAdmin} of Spring tries once, at startup, and increases a smaller number of partitions.)
public final class TopicCreation {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);

    private final KafkaAdmin kafka;
    private final List<NewTopic> topics;
    private final Set<String> ensured = ConcurrentHashMap.newKeySet();
    private final Set<String> toRecheck = ConcurrentHashMap.newKeySet();
    private final Map<String, String> unusable = new ConcurrentHashMap<>();
    private final ReentrantLock checking = new ReentrantLock();

    public TopicCreation(KafkaAdmin kafka, List<NewTopic> topics) {
        this.kafka = kafka;
        this.topics = List.copyOf(topics);
    }

    List<NewTopic> required() {
        return topics;
    }

    /// Creates missing topics, and corrects settings that are safe to change. Throws {@link
    /// KafkaException} if the broker does not respond within a few seconds, and {@link
    /// IllegalStateException} for a topic with fewer replicas, or with another number of
    /// partitions, because keys would move while orders are in progress. Must then be called again;
    /// costs nothing once it has succeeded.
    public void ensure() throws InterruptedException {
        ensure(topics);
    }

    /// A failure of one topic does not block another.
    public void ensure(String name) throws InterruptedException {
        ensure(topics.stream().filter(it -> it.name().equals(name)).toList());
    }

    /// Checks the topic again before its next use: it rejects records, and may have been deleted.
    public void recheck(String name) {
        if (ensured.remove(name)) {
            toRecheck.add(name);
        }
    }

    /// The reasons by topic. An unavailable broker is not one.
    Map<String, String> unusable() {
        return Map.copyOf(unusable);
    }

    private void ensure(Collection<NewTopic> some) throws InterruptedException {
        if (areEnsured(some)) {
            return;
        }
        // Only one thread queries the broker.
        checking.lockInterruptibly();
        try {
            if (!areEnsured(some)) {
                check(some.stream().filter(it -> !ensured.contains(it.name())).toList());
            }
        } finally {
            checking.unlock();
        }
    }

    private boolean areEnsured(Collection<NewTopic> some) {
        return some.stream().map(NewTopic::name).allMatch(ensured::contains);
    }

    private void check(List<NewTopic> some) throws InterruptedException {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            TopicAdmin topicAdmin = new TopicAdmin(admin);
            Set<String> created = topicAdmin.create(some);
            for (NewTopic topic : some) {
                Optional<String> incompatibility =
                        created.contains(topic.name())
                                ? Optional.empty()
                                : topicAdmin.adjust(topic);
                recordResult(topic.name(), created.contains(topic.name()), incompatibility);
            }
        }
    }

    private void recordResult(String name, boolean created, Optional<String> incompatibility) {
        if (incompatibility.isPresent()) {
            unusable.put(name, incompatibility.get());
            throw new IllegalStateException("topic " + name + " " + incompatibility.get());
        }
        if (toRecheck.remove(name) && created) {
            LOG.error("topic {} had been deleted with all its records; it was created again", name);
        }
        unusable.remove(name);
        ensured.add(name);
    }
}

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

/// Sees to it that nothing is read or sent before the topics are there, as they have to be.
/// (Spring's {@link KafkaAdmin} tries once, when the context starts, and raises the number of
/// partitions of a topic that has fewer.)
public final class TopicCreation {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);

    private final KafkaAdmin kafka;
    private final List<NewTopic> topics;
    private final Set<String> ensured = ConcurrentHashMap.newKeySet();
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();
    private final Map<String, String> unusable = new ConcurrentHashMap<>();
    private final ReentrantLock checking = new ReentrantLock();

    public TopicCreation(KafkaAdmin kafka, List<NewTopic> topics) {
        this.kafka = kafka;
        this.topics = List.copyOf(topics);
    }

    List<NewTopic> wanted() {
        return topics;
    }

    /// Makes the topics that are missing, and sets what may be set safely of those that are there.
    /// Throws {@link KafkaException} if the broker does not answer within a few seconds, and {@link
    /// IllegalStateException} if a topic cannot be used: one with another number of partitions,
    /// because keys would change their partition in the middle of an order's life, or one with
    /// fewer replicas. To be called again then; costs nothing once it has succeeded.
    public void ensure() throws InterruptedException {
        ensure(topics);
    }

    /// The same for one topic, so that another one's trouble does not stop it.
    public void ensure(String name) throws InterruptedException {
        ensure(topics.stream().filter(it -> it.name().equals(name)).toList());
    }

    /// Has a topic looked at again before it is used: it takes nothing, and may have been deleted.
    public void doubt(String name) {
        if (ensured.remove(name)) {
            doubted.add(name);
        }
    }

    /// Why topics cannot be used, by their names. A broker that does not answer is no reason.
    Map<String, String> unusable() {
        return Map.copyOf(unusable);
    }

    private void ensure(Collection<NewTopic> some) throws InterruptedException {
        if (areEnsured(some)) {
            return;
        }
        // One asks the broker, and all that wait for the same learn it.
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
            Set<String> made = topicAdmin.make(some);
            for (NewTopic topic : some) {
                Optional<String> obstacle =
                        made.contains(topic.name()) ? Optional.empty() : topicAdmin.adjust(topic);
                settle(topic.name(), made.contains(topic.name()), obstacle);
            }
        }
    }

    private void settle(String name, boolean made, Optional<String> obstacle) {
        if (obstacle.isPresent()) {
            unusable.put(name, obstacle.get());
            throw new IllegalStateException("topic " + name + " " + obstacle.get());
        }
        if (doubted.remove(name) && made) {
            LOG.error(
                    "topic {} had been deleted, with all that stood in it; it is made anew", name);
        }
        unusable.remove(name);
        ensured.add(name);
    }
}

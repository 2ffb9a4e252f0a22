package dev.quadrille.messaging.topics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;

/// Sees to it that nothing is read or sent before the topics are there. (Spring's {@link
/// KafkaAdmin} tries once, when the context starts, and raises the number of partitions of a topic
/// that has fewer.)
public final class Topics {

    private final KafkaAdmin kafka;
    private final List<NewTopic> topics;
    private volatile boolean ensured;

    public Topics(KafkaAdmin kafka, List<NewTopic> topics) {
        this.kafka = kafka;
        this.topics = List.copyOf(topics);
    }

    List<NewTopic> wanted() {
        return topics;
    }

    /// Makes the topics that are missing. Throws {@link KafkaException} if the broker does not
    /// answer within a few seconds, and {@link IllegalStateException} if a topic has another number
    /// of partitions: keys would change their partition in the middle of an order's life. To be
    /// called again then; costs nothing once it has succeeded.
    public void ensure() throws InterruptedException {
        if (!ensured) {
            try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
                CreateTopicsResult made = admin.createTopics(topics);
                for (NewTopic topic : topics) {
                    if (!isNew(made.values().get(topic.name()))) {
                        requirePartitions(topic, describe(admin, topic.name()));
                    }
                }
            }
            ensured = true;
        }
    }

    private static boolean isNew(@Nullable KafkaFuture<Void> made) throws InterruptedException {
        try {
            requireNonNull(made).get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new KafkaException("cannot make a topic", e.getCause());
        }
    }

    private static void requirePartitions(NewTopic wanted, TopicDescription found) {
        if (found.partitions().size() != wanted.numPartitions()) {
            throw new IllegalStateException(
                    "topic %s has %d partitions instead of %d"
                            .formatted(
                                    wanted.name(),
                                    found.partitions().size(),
                                    wanted.numPartitions()));
        }
    }

    private static TopicDescription describe(Admin admin, String topic)
            throws InterruptedException {
        try {
            return requireNonNull(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot describe " + topic, e.getCause());
        }
    }
}

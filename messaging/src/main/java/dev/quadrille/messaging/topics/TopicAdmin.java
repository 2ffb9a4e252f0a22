package dev.quadrille.messaging.topics;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates topics, and compares existing ones with their required configuration.
final class TopicAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);

    /// For these settings a larger value than required is acceptable, and is kept.
    private static final Set<String> AT_LEAST =
            Set.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);

    private final Admin admin;

    TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /// Creates the missing topics and returns their names.
    Set<String> create(Collection<NewTopic> topics) throws InterruptedException {
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(topics).values();
        Set<String> created = new HashSet<>();
        for (Map.Entry<String, KafkaFuture<Void>> answer : answers.entrySet()) {
            try {
                answer.getValue().get();
                created.add(answer.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new KafkaException("cannot create a topic", e.getCause());
                }
            }
        }
        return created;
    }

    /// Corrects the settings that can be changed safely. Returns a description of the difference
    /// that cannot.
    Optional<String> adjust(NewTopic required) throws InterruptedException {
        Optional<String> incompatibility = incompatibility(required, describe(required.name()));
        if (incompatibility.isEmpty()) {
            alter(required.name(), differences(required, config(required.name())));
        }
        return incompatibility;
    }

    private static Optional<String> incompatibility(NewTopic required, TopicDescription found) {
        int partitions = found.partitions().size();
        if (partitions != required.numPartitions()) {
            return Optional.of(
                    "has %d partitions instead of %d"
                            .formatted(partitions, required.numPartitions()));
        }
        int replicas =
                found.partitions().stream().mapToInt(it -> it.replicas().size()).min().orElse(0);
        if (replicas < required.replicationFactor()) {
            return Optional.of(
                    "has replication factor %d instead of %d: reassign its partitions, or set quadrille.messaging.replicas to %d"
                            .formatted(replicas, required.replicationFactor(), replicas));
        }
        return Optional.empty();
    }

    private static Map<String, String> differences(NewTopic required, Config found) {
        Map<String, String> differences = new TreeMap<>();
        Map<String, String> settings = required.configs();
        if (settings == null) {
            return differences;
        }
        settings.forEach((name, value) -> {
            ConfigEntry entry = found.get(name);
            if (entry == null || !satisfies(name, entry.value(), value)) {
                differences.put(name, value);
            }
        });
        return differences;
    }

    private static boolean satisfies(String name, String found, String required) {
        return AT_LEAST.contains(name)
                ? Long.parseLong(found) >= Long.parseLong(required)
                : found.equals(required);
    }

    private void alter(String topic, Map<String, String> settings) throws InterruptedException {
        if (settings.isEmpty()) {
            return;
        }
        List<AlterConfigOp> changes =
                settings.entrySet().stream()
                        .map(it -> new ConfigEntry(it.getKey(), it.getValue()))
                        .map(it -> new AlterConfigOp(it, AlterConfigOp.OpType.SET))
                        .toList();
        get(
                admin.incrementalAlterConfigs(Map.of(resource(topic), changes)).all(),
                "cannot alter " + topic);
        LOG.warn("changed settings of topic {} to {}", topic, settings);
    }

    private Config config(String topic) throws InterruptedException {
        ConfigResource resource = resource(topic);
        return requireNonNull(
                get(admin.describeConfigs(List.of(resource)).all(), "cannot describe " + topic)
                        .get(resource));
    }

    private TopicDescription describe(String topic) throws InterruptedException {
        return requireNonNull(
                get(
                                admin.describeTopics(List.of(topic)).allTopicNames(),
                                "cannot describe " + topic)
                        .get(topic));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T get(KafkaFuture<T> answer, String failure) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new KafkaException(failure, e.getCause());
        }
    }
}

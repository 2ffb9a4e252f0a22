package dev.quadrille.messaging.consumer;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.BatchMessageListener;

/// A batch listener that is also notified, on the consumer thread, when partitions are assigned.
interface AssignedListener extends BatchMessageListener<String, byte[]>, ConsumerRebalanceListener {

    @Override
    default void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
}

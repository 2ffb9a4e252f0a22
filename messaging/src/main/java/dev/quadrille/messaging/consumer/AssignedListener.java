package dev.quadrille.messaging.consumer;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.BatchMessageListener;

/// Takes batches, and is told on the same thread when partitions come to it.
interface AssignedListener extends BatchMessageListener<String, byte[]>, ConsumerRebalanceListener {

    @Override
    default void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
}

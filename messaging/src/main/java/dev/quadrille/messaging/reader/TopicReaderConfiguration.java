package dev.quadrille.messaging.reader;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/// Configures the topic readers of a service.
@AutoConfiguration(
        afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
public class TopicReaderConfiguration {

    @Bean
    TopicReaders topicReaders(
            @Value("${spring.application.name}") String service,
            ConsumerFactory<String, byte[]> consumers,
            KafkaAdmin admin) {
        return new KafkaTopicReaders(service, consumers, admin);
    }
}

package dev.quadrille.messaging.reader;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/// Lets a service read topics apart from what it consumes.
@AutoConfiguration(
        afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
public class TopicReaderConfiguration {

    @Bean
    TopicReaders logs(
            @Value("${spring.application.name}") String service,
            ConsumerFactory<String, byte[]> consumers,
            KafkaAdmin admin) {
        return new KafkaTopicReaders(service, consumers, admin);
    }
}

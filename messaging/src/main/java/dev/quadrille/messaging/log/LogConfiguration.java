package dev.quadrille.messaging.log;

import dev.quadrille.messaging.Logs;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/// Lets a service read topics apart from what it consumes.
@AutoConfiguration(
        afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
public class LogConfiguration {

    @Bean
    Logs logs(
            @Value("${spring.application.name}") String service,
            ConsumerFactory<String, byte[]> consumers,
            KafkaAdmin admin) {
        return new KafkaLogs(service, consumers, admin);
    }
}

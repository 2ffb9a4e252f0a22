package dev.quadrille.messaging.deadletter.store;

import dev.quadrille.messaging.outbox.DeadLetterTopic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Configures the tables of dead letters and parked events.
@Configuration(proxyBeanMethods = false)
public class DeadLetterStoreConfiguration {

    @Bean
    DeadLetterTable deadLetterTable(JdbcClient jdbc) {
        return new DeadLetterTable(jdbc);
    }

    @Bean
    ParkedEvents parkedEvents(JdbcClient jdbc) {
        return new ParkedEvents(jdbc);
    }

    @Bean
    DeadLetterMetrics deadLetterMetrics(MeterRegistry meters, DeadLetterTable deadLetters) {
        return new DeadLetterMetrics(meters, deadLetters);
    }

    @Bean
    DeadLetterWriter deadLetterWriter(
            DeadLetterTable deadLetters,
            DeadLetterTopic topic,
            Clock clock,
            DeadLetterMetrics metrics) {
        return new DeadLetterWriter(deadLetters, topic, clock, metrics);
    }
}

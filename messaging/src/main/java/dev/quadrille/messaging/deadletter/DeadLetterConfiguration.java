package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.outbox.DeadLetterTopic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Gives a service that consumes its dead letters.
@Configuration(proxyBeanMethods = false)
public class DeadLetterConfiguration {

    @Bean
    DeadLetterTable deadLetterRows(JdbcClient jdbc) {
        return new DeadLetterTable(jdbc);
    }

    @Bean
    ParkedEvents parkedEvents(JdbcClient jdbc) {
        return new ParkedEvents(jdbc);
    }

    @Bean
    DeadLetterMetrics deadLetterMetrics(MeterRegistry meters, DeadLetterTable rows) {
        return new DeadLetterMetrics(meters, rows);
    }

    @Bean
    DeadLetterWriter deadLetterBox(
            DeadLetterTable rows, DeadLetterTopic topic, Clock clock, DeadLetterMetrics metrics) {
        return new DeadLetterWriter(rows, topic, clock, metrics);
    }

    @Bean
    ParkedOrderFilters parkingPlaces(
            DeadLetterTable rows,
            ParkedEvents parked,
            DeadLetterWriter box,
            DeadLetterMetrics metrics) {
        return new ParkedOrderFilters(rows, parked, box, metrics);
    }

    @Bean
    Redelivery redelivery(
            DeadLetterTable rows,
            ParkedEvents parked,
            DeadLetterWriter box,
            SubscriptionRegistry handlers,
            Clock clock) {
        return new Redelivery(rows, parked, box, handlers, clock);
    }

    @Bean
    DeadLetters deadLetters(
            DeadLetterTable rows,
            Redelivery redelivery,
            PlatformTransactionManager transactions,
            DeadLetterMetrics metrics) {
        return new DeadLetters(rows, redelivery, new TransactionTemplate(transactions), metrics);
    }

    @Bean
    DeadLetterReplay deadLetterReplay(
            DeadLetters letters,
            @Value("${quadrille.dead-letters.replay-interval:1m}") Duration interval) {
        return new DeadLetterReplay(letters, interval);
    }
}

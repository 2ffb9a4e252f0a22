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

/// Configures the dead letters of a consuming service, and their HTTP API if it has a web server.
@Configuration(proxyBeanMethods = false)
public class DeadLetterConfiguration {

    @Bean
    DeadLetterTable deadLetterTable(JdbcClient jdbc) {
        return new DeadLetterTable(jdbc);
    }

    @Bean
    ParkedEvents parkedEvents(JdbcClient jdbc) {
        return new ParkedEvents(jdbc);
    }

    @Bean
    DeadLetterMetrics deadLetterMetrics(MeterRegistry meters, JdbcClient jdbc) {
        return new DeadLetterMetrics(meters, jdbc);
    }

    @Bean
    DeadLetterWriter deadLetterWriter(
            DeadLetterTable table, DeadLetterTopic topic, Clock clock, DeadLetterMetrics metrics) {
        return new DeadLetterWriter(table, topic, clock, metrics);
    }

    @Bean
    ParkedOrderFilter.Factory parkedOrderFilters(
            ParkedEvents parked, DeadLetterWriter writer, DeadLetterMetrics metrics) {
        return new ParkedOrderFilter.Factory(parked, writer, metrics);
    }

    @Bean
    Redelivery redelivery(
            DeadLetterTable table,
            ParkedEvents parked,
            DeadLetterWriter writer,
            SubscriptionRegistry subscriptions,
            Clock clock) {
        return new Redelivery(table, parked, writer, subscriptions, clock);
    }

    @Bean
    DeadLetters deadLetters(
            DeadLetterTable table,
            Redelivery redelivery,
            PlatformTransactionManager transactions,
            DeadLetterMetrics metrics) {
        return new DeadLetters(table, redelivery, new TransactionTemplate(transactions), metrics);
    }

    @Bean
    DeadLetterReplay deadLetterReplay(
            DeadLetters letters,
            @Value("${quadrille.dead-letters.replay-interval:1m}") Duration interval) {
        return new DeadLetterReplay(letters, interval);
    }
}

package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.deadletter.parking.ParkingConfiguration;
import dev.quadrille.messaging.deadletter.store.DeadLetterMetrics;
import dev.quadrille.messaging.deadletter.store.DeadLetterStoreConfiguration;
import dev.quadrille.messaging.deadletter.store.DeadLetterTable;
import dev.quadrille.messaging.deadletter.store.DeadLetterWriter;
import dev.quadrille.messaging.deadletter.store.ParkedEvents;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Configures the dead letters of a consuming service.
@Configuration(proxyBeanMethods = false)
@Import({DeadLetterStoreConfiguration.class, ParkingConfiguration.class})
public class DeadLetterConfiguration {

    @Bean
    DeadLetterList deadLetterList(JdbcClient jdbc) {
        return new DeadLetterList(jdbc);
    }

    @Bean
    Redelivery redelivery(
            DeadLetterTable deadLetters,
            ParkedEvents parked,
            DeadLetterWriter writer,
            SubscriptionRegistry subscriptions,
            Clock clock) {
        return new Redelivery(deadLetters, parked, writer, subscriptions, clock);
    }

    @Bean
    DeadLetters deadLetters(
            DeadLetterList list,
            DeadLetterTable table,
            Redelivery redelivery,
            PlatformTransactionManager transactions,
            DeadLetterMetrics metrics) {
        return new DeadLetters(
                list, table, redelivery, new TransactionTemplate(transactions), metrics);
    }

    @Bean
    DeadLetterReplay deadLetterReplay(
            DeadLetters letters,
            @Value("${quadrille.dead-letters.replay-interval:1m}") Duration interval) {
        return new DeadLetterReplay(letters, interval);
    }
}

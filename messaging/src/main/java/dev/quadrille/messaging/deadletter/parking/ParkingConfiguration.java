package dev.quadrille.messaging.deadletter.parking;

import dev.quadrille.messaging.deadletter.store.DeadLetterMetrics;
import dev.quadrille.messaging.deadletter.store.DeadLetterTable;
import dev.quadrille.messaging.deadletter.store.DeadLetterWriter;
import dev.quadrille.messaging.deadletter.store.ParkedEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Configures the parking lot in front of the consumers.
@Configuration(proxyBeanMethods = false)
public class ParkingConfiguration {

    @Bean
    ParkedOrderFilters parkedOrderFilters(
            DeadLetterTable deadLetters,
            ParkedEvents parked,
            DeadLetterWriter writer,
            DeadLetterMetrics metrics) {
        return new ParkedOrderFilters(deadLetters, parked, writer, metrics);
    }
}

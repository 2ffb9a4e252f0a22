package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.topics.ServiceName;
import dev.quadrille.messaging.topics.TopicsConfiguration;
import dev.quadrille.messaging.wire.FlowJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Configures the transactional outbox of a service.
@AutoConfiguration(
        after = TopicsConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
public class OutboxConfiguration {

    @Bean
    JsonMapperBuilderCustomizer flowJsonCustomizer() {
        return FlowJson::registerValueTypes;
    }

    @Bean
    OutboxGauges outboxGauges(JdbcClient jdbc, MeterRegistry meters) {
        return new OutboxGauges(jdbc, meters);
    }

    @Bean
    DeadLetterTopic deadLetterTopic(
            JdbcClient jdbc, Relay relay, @Value("${spring.application.name}") String application) {
        return new DeadLetterTopic(ServiceName.of(application).deadLetterTopic(), jdbc, relay);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, Clock clock, Relay relay) {
        return new PostgresOutbox(jdbc, clock, relay);
    }
}

package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.leader.DedicatedConnection;
import dev.quadrille.messaging.leader.LeaderElection;
import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.messaging.topics.ServiceName;
import dev.quadrille.messaging.topics.TopicCreation;
import dev.quadrille.messaging.topics.TopicsConfiguration;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;

/// Gives a service its outbox and the relay behind it.
@AutoConfiguration(
        after = TopicsConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
public class OutboxConfiguration {

    @Bean
    JsonMapperBuilderCustomizer flowValues() {
        return FlowJson::withValues;
    }

    @Bean
    Lease relayLease() {
        return new Lease("relay", Uuids.next(), System::nanoTime);
    }

    @Bean
    LeaderElection leaseKeeper(List<Lease> leases, JdbcConnectionDetails database) {
        return new LeaderElection(leases, new DedicatedConnection(database));
    }

    @Bean
    @ConditionalOnMissingBean
    EventSender broker(
            ProducerFactory<String, byte[]> producers,
            TopicCreation topics,
            @Value("${spring.application.name}") String service) {
        return new KafkaEventSender(producers, topics, service);
    }

    @Bean
    OutboxRelay relay(
            Lease relayLease,
            JdbcConnectionDetails database,
            EventSender broker,
            FaultPoints faults,
            MeterRegistry meters) {
        return new OutboxRelay(
                relayLease,
                new RelayTable(new DedicatedConnection(database)),
                broker,
                faults,
                new RelayMetrics(meters));
    }

    @Bean
    OutboxGauges outboxGauges(JdbcClient jdbc, MeterRegistry meters) {
        return new OutboxGauges(jdbc, meters);
    }

    @Bean
    DeadLetterTopic deadTopic(
            JdbcClient jdbc, Relay relay, @Value("${spring.application.name}") String application) {
        return new DeadLetterTopic(ServiceName.of(application).deadTopic(), jdbc, relay);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, Clock clock, Relay relay) {
        return new PostgresOutbox(jdbc, clock, relay);
    }
}

package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.lease.DedicatedConnection;
import dev.quadrille.messaging.lease.Lease;
import dev.quadrille.messaging.lease.LeaseKeeper;
import dev.quadrille.messaging.topics.ServiceName;
import dev.quadrille.messaging.topics.Topics;
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
    LeaseKeeper leaseKeeper(List<Lease> leases, JdbcConnectionDetails database) {
        return new LeaseKeeper(leases, new DedicatedConnection(database));
    }

    @Bean
    @ConditionalOnMissingBean
    Broker broker(
            ProducerFactory<String, byte[]> producers,
            Topics topics,
            @Value("${spring.application.name}") String service) {
        return new KafkaBroker(producers, topics, service);
    }

    @Bean
    LeasedRelay relay(
            Lease relayLease,
            JdbcConnectionDetails database,
            Broker broker,
            FaultPoints faults,
            MeterRegistry meters) {
        return new LeasedRelay(
                relayLease,
                new OutboxRows(new DedicatedConnection(database)),
                broker,
                faults,
                new RelayMetrics(meters));
    }

    @Bean
    OutboxGauges outboxGauges(JdbcClient jdbc, MeterRegistry meters) {
        return new OutboxGauges(jdbc, meters);
    }

    @Bean
    DeadTopic deadTopic(
            JdbcClient jdbc, Relay relay, @Value("${spring.application.name}") String application) {
        return new DeadTopic(ServiceName.of(application).deadTopic(), jdbc, relay);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, Clock clock, Relay relay) {
        return new PostgresOutbox(jdbc, clock, relay);
    }
}

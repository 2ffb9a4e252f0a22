package dev.quadrille.messaging.relay;

import dev.quadrille.messaging.leader.DedicatedConnection;
import dev.quadrille.messaging.leader.LeaderElection;
import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.messaging.outbox.OutboxConfiguration;
import dev.quadrille.messaging.topics.TopicCreation;
import dev.quadrille.messaging.topics.TopicsConfiguration;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ProducerFactory;

/// Configures the outbox relay and the leader election that keeps one relay active per service.
@AutoConfiguration(after = {TopicsConfiguration.class, OutboxConfiguration.class})
public class RelayConfiguration {

    @Bean
    Lease relayLease() {
        return new Lease("relay", Uuids.next(), System::nanoTime);
    }

    @Bean
    LeaderElection leaderElection(List<Lease> leases, JdbcConnectionDetails database) {
        return new LeaderElection(leases, new DedicatedConnection(database));
    }

    @Bean
    @ConditionalOnMissingBean
    EventSender eventSender(
            ProducerFactory<String, byte[]> producers,
            TopicCreation topics,
            @Value("${spring.application.name}") String service) {
        return new KafkaEventSender(producers, topics, service);
    }

    @Bean
    OutboxRelay relay(
            Lease relayLease,
            JdbcConnectionDetails database,
            EventSender sender,
            FaultPoints faults,
            MeterRegistry meters) {
        return new OutboxRelay(
                relayLease,
                new RelayTable(new DedicatedConnection(database)),
                sender,
                faults,
                new RelayMetrics(meters));
    }
}

package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.leader.LeaderElection;
import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.messaging.topics.ServiceName;
import dev.quadrille.messaging.topics.TopicCreation;
import dev.quadrille.messaging.topics.TopicsConfiguration;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.chaos.ChaosConfiguration;
import dev.quadrille.platform.chaos.FaultInjector;
import dev.quadrille.platform.chaos.SupportedFaults;
import dev.quadrille.platform.database.DedicatedConnection;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;

/// Configures the transactional outbox of a service, its sender on each replica, and its relay,
/// which leader election keeps active on one replica.
@AutoConfiguration(
        after = TopicsConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
public class OutboxConfiguration {

    private final String service;
    private final Set<String> sentDirectly;

    /// Events of the catalog are always left to the relay: their records must be in order even
    /// across replicas, because the topic is compacted.
    OutboxConfiguration(
            @Value("${spring.application.name}") String service,
            @Value("${quadrille.outbox.send-directly:true}") boolean sendDirectly) {
        this.service = service;
        this.sentDirectly = sendDirectly ? Set.of(Topic.ORDER_FLOW.name()) : Set.of();
    }

    @Bean
    JsonMapperBuilderCustomizer flowJsonCustomizer() {
        return FlowJson::registerValueTypes;
    }

    @Bean
    OutboxMetrics outboxMetrics(JdbcClient jdbc, MeterRegistry meters) {
        return new OutboxMetrics(jdbc, meters);
    }

    @Bean
    @ConditionalOnMissingBean
    EventSender eventSender(
            ProducerFactory<String, byte[]> producers,
            TopicCreation topics,
            ObjectProvider<FaultInjector> faults) {
        EventSender kafka = new KafkaEventSender(producers, topics);
        FaultInjector injector = faults.getIfAvailable();
        return injector == null ? kafka : new FaultyEventSender(kafka, injector);
    }

    @Bean
    @Profile(ChaosConfiguration.PROFILE)
    SupportedFaults relayFaults() {
        return SupportedFaults.of(Fault.RELAY_STALL, Fault.RELAY_DUPLICATE, Fault.EVENT_CORRUPT);
    }

    @Bean
    OutboxSender outboxSender(
            EventSender sender, JdbcClient jdbc, FaultPoints faults, OutboxMetrics metrics) {
        return new OutboxSender(sentDirectly, sender, jdbc, faults, metrics);
    }

    @Bean
    Lease relayLease() {
        return new Lease("relay", Uuids.next(), System::nanoTime);
    }

    @Bean
    LeaderElection leaderElection(
            List<Lease> leases, JdbcConnectionDetails database, FaultPoints faults) {
        return new LeaderElection(leases, new DedicatedConnection(database, faults));
    }

    @Bean
    OutboxRelay relay(
            Lease relayLease,
            JdbcConnectionDetails database,
            EventSender sender,
            OutboxSender direct,
            FaultPoints faults,
            OutboxMetrics metrics) {
        RelayTable rows =
                new RelayTable(new DedicatedConnection(database, faults), service, sentDirectly);
        return new OutboxRelay(relayLease, rows, sender, direct::handles, faults, metrics);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, OutboxSender sender, OutboxRelay relay) {
        return new PostgresOutbox(jdbc, service, sender, relay);
    }

    @Bean
    DeadLetterTopic deadLetterTopic(JdbcClient jdbc, OutboxRelay relay) {
        return new DeadLetterTopic(ServiceName.of(service).deadLetterTopic(), jdbc, relay::wake);
    }
}

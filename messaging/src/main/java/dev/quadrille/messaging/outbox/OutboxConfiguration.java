package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.lease.DedicatedConnection;
import dev.quadrille.messaging.lease.Lease;
import dev.quadrille.messaging.lease.LeaseKeeper;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;

/// Gives a service its outbox and the relay behind it.
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        })
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
    LeasedRelay relay(
            Lease relayLease,
            JdbcConnectionDetails database,
            ProducerFactory<String, byte[]> producers,
            @Value("${spring.application.name}") String service,
            FaultPoints faults,
            MeterRegistry meters) {
        return new LeasedRelay(
                relayLease,
                new OutboxRows(new DedicatedConnection(database)),
                new KafkaBroker(producers, service),
                faults,
                new RelayMetrics(meters));
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, Clock clock, Relay relay) {
        return new PostgresOutbox(jdbc, clock, relay);
    }
}

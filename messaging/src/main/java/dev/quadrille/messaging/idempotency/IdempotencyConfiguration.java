package dev.quadrille.messaging.idempotency;

import dev.quadrille.messaging.leader.Lease;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Configures the idempotency store of a service.
@Configuration(proxyBeanMethods = false)
public class IdempotencyConfiguration {

    @Bean
    IdempotencyStore idempotencyStore(JdbcClient jdbc) {
        return new PostgresIdempotencyStore(jdbc);
    }

    /// Uses the lease of the relay, which exists anyway: any lease elects one replica.
    @Bean
    IdempotencyCleanup idempotencyCleanup(Lease relayLease, IdempotencyStore idempotencyStore) {
        return new IdempotencyCleanup(relayLease, idempotencyStore);
    }
}

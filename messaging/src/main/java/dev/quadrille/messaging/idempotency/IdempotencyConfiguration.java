package dev.quadrille.messaging.idempotency;

import dev.quadrille.messaging.leader.Lease;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Gives a service a memory of the requests that it has answered.
@Configuration(proxyBeanMethods = false)
public class IdempotencyConfiguration {

    @Bean
    IdempotencyStore answeredRequests(JdbcClient jdbc) {
        return new PostgresIdempotencyStore(jdbc);
    }

    /// Any lease tells one replica from the others; the relay's is there anyway.
    @Bean
    IdempotencyCleanup answerExpiry(Lease relayLease, IdempotencyStore answeredRequests) {
        return new IdempotencyCleanup(relayLease, answeredRequests);
    }
}

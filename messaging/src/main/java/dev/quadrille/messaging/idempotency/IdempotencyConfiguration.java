package dev.quadrille.messaging.idempotency;

import dev.quadrille.messaging.lease.Lease;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Gives a service a memory of the requests that it has answered.
@Configuration(proxyBeanMethods = false)
public class IdempotencyConfiguration {

    @Bean
    AnsweredRequests answeredRequests(JdbcClient jdbc) {
        return new PostgresAnsweredRequests(jdbc);
    }

    /// Any lease tells one replica from the others; the relay's is there anyway.
    @Bean
    AnswerExpiry answerExpiry(Lease relayLease, AnsweredRequests answeredRequests) {
        return new AnswerExpiry(relayLease, answeredRequests);
    }
}

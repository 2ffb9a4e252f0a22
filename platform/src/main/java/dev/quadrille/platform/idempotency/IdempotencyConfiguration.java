package dev.quadrille.platform.idempotency;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Configures the idempotency store of a service.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
public class IdempotencyConfiguration {

    @Bean
    IdempotencyStore idempotencyStore(JdbcClient jdbc) {
        return new PostgresIdempotencyStore(jdbc);
    }

    @Bean
    IdempotencyCleanup idempotencyCleanup(IdempotencyStore idempotencyStore) {
        return new IdempotencyCleanup(idempotencyStore);
    }
}

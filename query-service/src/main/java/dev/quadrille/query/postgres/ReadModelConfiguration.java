package dev.quadrille.query.postgres;

import dev.quadrille.query.application.ReadModel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The two sets of tables.
@Configuration(proxyBeanMethods = false)
class ReadModelConfiguration {

    @Bean
    @Primary
    ReadModel readModel(JdbcClient jdbc) {
        return new PostgresReadModel(jdbc, Tables.SERVING);
    }

    @Bean
    ReadModel spareReadModel(JdbcClient jdbc) {
        return new PostgresReadModel(jdbc, Tables.SPARE);
    }
}

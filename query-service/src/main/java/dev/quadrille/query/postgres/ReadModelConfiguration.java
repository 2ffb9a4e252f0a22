package dev.quadrille.query.postgres;

import dev.quadrille.query.application.OrderQueries;
import dev.quadrille.query.application.ReadModel;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Configures the two sets of tables and the queries on them.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadReplicaSettings.class)
class ReadModelConfiguration {

    @Bean
    @Primary
    ReadModel readModel(JdbcClient jdbc) {
        return new PostgresReadModel(jdbc, ReadModelTables.SERVING);
    }

    @Bean
    ReadReplica readReplica(
            ReadReplicaSettings settings, DataSourceProperties primary, MeterRegistry meters) {
        return settings.address()
                .<ReadReplica>map(url ->
                        new PostgresReadReplica(
                                PostgresReadReplica.connections(
                                        url,
                                        primary.determineUsername(),
                                        primary.determinePassword()),
                                settings,
                                meters))
                .orElse(ReadReplica.NONE);
    }

    @Bean
    OrderQueries orderQueries(ReadModel readModel, ReadReplica readReplica) {
        return new PostgresQueries(readModel, readReplica);
    }

    @Bean
    ReadModel shadowReadModel(JdbcClient jdbc) {
        return new PostgresReadModel(jdbc, ReadModelTables.SHADOW);
    }
}

package dev.quadrille.testsupport.parcel;

import dev.quadrille.messaging.outbox.OutboxConfiguration;
import dev.quadrille.messaging.topics.TopicsConfiguration;
import dev.quadrille.platform.PlatformConfiguration;
import dev.quadrille.platform.chaos.ChaosConfiguration;
import dev.quadrille.platform.chaos.DatabaseChaosConfiguration;
import dev.quadrille.platform.database.MigrationConfiguration;
import dev.quadrille.platform.telemetry.TelemetryConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A service that only publishes: it has an outbox and a relay, and no consumers.
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    MigrationConfiguration.class,
    FlywayAutoConfiguration.class,
    KafkaAutoConfiguration.class,
    ChaosConfiguration.class,
    DatabaseChaosConfiguration.class,
    PlatformConfiguration.class,
    TelemetryConfiguration.class,
    TopicsConfiguration.class,
    OutboxConfiguration.class
})
public class SenderService {

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }
}

package dev.quadrille.testsupport.servers.containers;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.testcontainers.kafka.KafkaContainer;

/// Connects a context to an existing broker, overriding its own configuration.
@TestConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration(ServiceConnectionAutoConfiguration.class)
record BrokerConnection(BrokerContainer container) {

    @Bean
    @ServiceConnection
    KafkaContainer testBroker() {
        return container;
    }
}

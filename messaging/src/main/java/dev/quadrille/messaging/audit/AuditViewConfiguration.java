package dev.quadrille.messaging.audit;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Configures the audit views of a service that declares its {@link AuditTables}.
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
@ConditionalOnBean(AuditTables.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import(AuditViewController.class)
public class AuditViewConfiguration {

    @Bean
    AuditQueries auditQueries(JdbcClient jdbc, AuditTables tables) {
        return new AuditQueries(jdbc, tables);
    }
}

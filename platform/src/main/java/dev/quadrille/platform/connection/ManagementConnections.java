package dev.quadrille.platform.connection;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/// Applies the same limits to the management port, separately: a management port that is full of
/// idle connections would make a healthy service look unhealthy.
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementConnections {

    @Bean
    @ConditionalOnBooleanProperty(name = ConnectionConfiguration.ENABLED, matchIfMissing = true)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> limitedManagementConnections(
            ConnectionLimits limits, ExemptAddresses exempt, ObjectProvider<MeterRegistry> meters) {
        return ConnectionConfiguration.customizer(limits, exempt, meters);
    }
}

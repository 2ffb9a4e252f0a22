package dev.quadrille.platform.connection;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/// Applies the same limits separately to the management port: without them, idle connections could
/// block the health checks of a healthy service.
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementConnections {

    @Bean
    @ConditionalOnBooleanProperty(name = ConnectionConfiguration.ENABLED, matchIfMissing = true)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> limitedManagementConnections(
            ConnectionLimits limits, ExemptAddresses exempt, ObjectProvider<MeterRegistry> meters) {
        return ConnectionConfiguration.customizer(limits, exempt, meters);
    }
}

package dev.quadrille.platform.connection;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/// Holds the management port to the same limits, each port for itself: a management port that is
/// full of idle connections would hide that the service is well.
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementConnections {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> limitedManagementConnections(
            ConnectionLimits limits, ExemptAddresses exempt, ObjectProvider<MeterRegistry> meters) {
        return ConnectionConfiguration.customizer(limits, exempt, meters);
    }
}

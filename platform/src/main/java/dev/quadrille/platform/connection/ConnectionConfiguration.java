package dev.quadrille.platform.connection;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/// Applies the connection limits to the service's port; {@link ManagementConnections} applies them
/// to the management port.
@AutoConfiguration
@EnableConfigurationProperties(ConnectionLimits.class)
public class ConnectionConfiguration {

    // False only in the training runs of the AOT cache: their class path contains only the
    // libraries, so Tomcat cannot load LimitedHttpProtocol by name.
    static final String ENABLED = "quadrille.connections.enabled";

    @Bean
    @ConditionalOnMissingBean
    ExemptAddresses exemptAddresses() {
        return _ -> false;
    }

    @Bean
    @ConditionalOnBooleanProperty(name = ENABLED, matchIfMissing = true)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> limitedConnections(
            ConnectionLimits limits, ExemptAddresses exempt, ObjectProvider<MeterRegistry> meters) {
        return customizer(limits, exempt, meters);
    }

    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> customizer(
            ConnectionLimits limits, ExemptAddresses exempt, ObjectProvider<MeterRegistry> meters) {
        return tomcat -> {
            tomcat.setProtocol(LimitedHttpProtocol.class.getName());
            tomcat.addProtocolHandlerCustomizers((LimitedHttpProtocol protocol) ->
                    protocol.limit(limits, exempt, meters.getObject()));
        };
    }
}

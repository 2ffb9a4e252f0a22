package dev.quadrille.platform.http;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/// Applies the rules of HTTP (RFC 9110) before any handler runs.
@AutoConfiguration(before = DispatcherServletAutoConfiguration.class)
public class HttpConfiguration {

    @Bean
    CanonicalHeaders canonicalHeaders() {
        return new CanonicalHeaders();
    }

    @Bean(DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME)
    DispatcherServlet dispatcherServlet() {
        return new AllMethodsServlet();
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> conformingConnector() {
        return tomcat -> tomcat.addConnectorCustomizers(HttpConfiguration::conform);
    }

    private static void conform(Connector connector) {
        // Tomcat would refuse TRACE with an Allow that does not depend on the resource. No handler
        // accepts TRACE, and AllMethodsServlet echoes nothing.
        connector.setAllowTrace(true);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            // `Expect: 100-continue` is answered once the body is read, so that a request which is
            // refused by its head gets the final status at once (RFC 9110, 10.1.1).
            http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
        }
    }
}

package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.catalina.core.StandardContext;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/// The order of the filter chain that {@link GatewayFilters} describes.
class GatewayFilterOrderIT extends GatewayTestBase {

    @Autowired private ServletWebServerApplicationContext context;

    @Test
    void registersFiltersInDocumentedOrder() {
        assertThat(registeredFilters())
                .containsSubsequence(
                        "TraceContextStrippingFilter",
                        "ServerHttpObservationFilter",
                        "StartupGateFilter",
                        "AddressRateLimitFilter",
                        "RequestSizeFilter",
                        "OrderedRequestContextFilter",
                        "CustomerRateLimitFilter",
                        "BufferedBodyFilter",
                        "ConcurrencyLimitFilter");
        System.err.println("FILTERS " + registeredFilters());
    }

    /// Simple class names in the order in which Tomcat calls the filters.
    private List<String> registeredFilters() {
        TomcatWebServer server = (TomcatWebServer) context.getWebServer();
        StandardContext tomcat = (StandardContext) server.getTomcat().getHost().findChildren()[0];
        return Arrays.stream(tomcat.findFilterMaps())
                .map(FilterMap::getFilterName)
                .map(name -> tomcat.findFilterDef(name).getFilter().getClass().getSimpleName())
                .toList();
    }
}

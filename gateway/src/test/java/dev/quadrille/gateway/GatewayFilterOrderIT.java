package dev.quadrille.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.util.Arrays;
import java.util.List;
import org.apache.catalina.core.StandardContext;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.util.ReflectionUtils;

/// The order of the filter chain that {@link GatewayFilters} documents.
class GatewayFilterOrderIT extends GatewayTestBase {

    @Autowired private ServletWebServerApplicationContext context;

    @Test
    void registersFiltersInDocumentedOrder() {
        assertThat(registeredFilters())
                .startsWith(
                        "TraceContextStrippingFilter",
                        "CanonicalHeaders",
                        "OrderedCharacterEncodingFilter",
                        "ServerHttpObservationFilter",
                        "StartupGateFilter",
                        "AddressRateLimitFilter",
                        "RequestSizeFilter",
                        "OrderedRequestContextFilter",
                        "springSecurityFilterChain",
                        "CustomerRateLimitFilter",
                        "BufferedBodyFilter",
                        "ConcurrencyLimitFilter");
    }

    @Test
    void listsAllFiltersOfTheGateway() {
        assertThat(gatewayFilters())
                .containsExactlyInAnyOrderElementsOf(constants())
                .doesNotHaveDuplicates();
    }

    /// The order of each filter that belongs to the gateway.
    private List<Integer> gatewayFilters() {
        return context.getBeansOfType(Filter.class).values().stream()
                .map(Filter::getClass)
                .filter(type -> type.getPackageName().startsWith("dev.quadrille.gateway"))
                .map(OrderUtils::getOrder)
                .toList();
    }

    private static List<Integer> constants() {
        return Arrays.stream(GatewayFilters.class.getFields())
                .map(field -> (Integer) requireNonNull(ReflectionUtils.getField(field, null)))
                .toList();
    }

    /// The class name of each filter (the bean name if the class is anonymous), in the order in
    /// which Tomcat calls the filters.
    private List<String> registeredFilters() {
        TomcatWebServer server = requireNonNull((TomcatWebServer) context.getWebServer());
        StandardContext tomcat = (StandardContext) server.getTomcat().getHost().findChildren()[0];
        return Arrays.stream(tomcat.findFilterMaps())
                .map(FilterMap::getFilterName)
                .map(name -> className(tomcat.findFilterDef(name).getFilter(), name))
                .toList();
    }

    private static String className(Filter filter, String beanName) {
        return filter.getClass().isAnonymousClass() ? beanName : filter.getClass().getSimpleName();
    }
}

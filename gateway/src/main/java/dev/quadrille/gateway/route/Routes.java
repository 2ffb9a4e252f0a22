package dev.quadrille.gateway.route;

import static dev.quadrille.gateway.route.Endpoint.DELETE;
import static dev.quadrille.gateway.route.Endpoint.GET;
import static dev.quadrille.gateway.route.Endpoint.POST;
import static dev.quadrille.gateway.route.Endpoint.PUT;
import static dev.quadrille.gateway.route.Route.to;
import static dev.quadrille.gateway.upstream.Upstream.INVENTORY_SERVICE;
import static dev.quadrille.gateway.upstream.Upstream.ORDER_SERVICE;
import static dev.quadrille.gateway.upstream.Upstream.QUERY_SERVICE;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import dev.quadrille.gateway.upstream.Upstream;
import dev.quadrille.gateway.upstream.UpstreamFailureFilter;
import dev.quadrille.platform.security.PublicPaths;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// Routing table of the gateway. Requests that match no route are answered with 404.
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final Route READ_ORDER =
            to(QUERY_SERVICE, "read-order", GET("/api/orders/{id}")).withFallback(ORDER_SERVICE);

    private static final List<Route> TABLE =
            List.of(
                    to(ORDER_SERVICE, "place-order", POST("/api/orders")),
                    to(ORDER_SERVICE, "cancel-order", POST("/api/orders/{id}/cancel")),
                    READ_ORDER.forLongPolls(),
                    READ_ORDER,
                    to(QUERY_SERVICE, "list-orders", GET("/api/orders")),
                    // The fallback answers with an empty timeline. That is correct for a new order
                    // (404), and wrong for an order whose events cannot be read now (5xx).
                    to(QUERY_SERVICE, "read-timeline", GET("/api/orders/{id}/timeline"))
                            .withFallbackIfNotFound(ORDER_SERVICE),
                    to(QUERY_SERVICE, "list-products", GET("/api/products")),
                    to(QUERY_SERVICE, "read-product", GET("/api/products/{sku}")),
                    to(QUERY_SERVICE, "read-model", GET("/api/read-model")),
                    to(QUERY_SERVICE, "rebuild-read-model", POST("/api/read-model/rebuild")),
                    to(QUERY_SERVICE, "cancel-rebuild", DELETE("/api/read-model/rebuild")),
                    to(QUERY_SERVICE, "audit", GET("/api/audit")).withLongTimeout(),
                    to(QUERY_SERVICE, "repair", POST("/api/audit/repair")).withLongTimeout(),
                    to(INVENTORY_SERVICE, "list-stock", GET("/api/stock")),
                    to(INVENTORY_SERVICE, "read-stock", GET("/api/stock/{sku}")),
                    to(INVENTORY_SERVICE, "deliver-stock", POST("/api/stock/{sku}/deliveries")),
                    to(INVENTORY_SERVICE, "put-product", PUT("/api/products/{sku}")));

    /// Reading products requires no token. The gateway rejects all other requests without a token.
    @Bean
    static PublicPaths publicProductPaths() {
        return PublicPaths.toRead("/api/products", "/api/products/*");
    }

    @Bean
    RouterFunction<ServerResponse> routingTable(
            HandlerFilterFunction<ServerResponse, ServerResponse> resilienceFilter) {
        List<Route> routes = Stream.concat(TABLE.stream(), deadLetterRoutes()).toList();
        return routes.stream()
                .map(route -> routerFunction(route, resilienceFilter))
                .reduce(RouterFunction::and)
                .orElseThrow()
                .and(MethodNotAllowedRoutes.of(routes.stream().map(Route::endpoint).toList()));
    }

    /// Only the service that holds a dead letter can replay it, so the path names the service.
    private static Stream<Route> deadLetterRoutes() {
        return Arrays.stream(Upstream.values())
                .flatMap(service -> {
                    String path = "/api/dead-letters/" + service.label() + "/{id}";
                    return Stream.of(
                            to(
                                    service,
                                    "replay-dead-letter-" + service.label(),
                                    POST(path + "/replay")),
                            to(service, "discard-dead-letter-" + service.label(), DELETE(path)));
                });
    }

    /// Filters run in the order of this chain. The failure filter is the outermost: it must also
    /// translate failures of the fallback. The resilience filter is the innermost: it applies to
    /// each call, also to that of the fallback, and chooses the instance of the service.
    private static RouterFunction<ServerResponse> routerFunction(
            Route route, HandlerFilterFunction<ServerResponse, ServerResponse> resilienceFilter) {
        RouterFunctions.Builder builder =
                GatewayRouterFunctions.route(route.id())
                        .route(route.predicate(), http())
                        .filter(
                                new UpstreamFailureFilter(
                                        route.id(), route.service().processName()))
                        .before(route.responseTimeout()::setOn)
                        .before(route.policy()::setOn);
        route.fallback().map(FallbackFilter::new).ifPresent(builder::filter);
        return builder.filter(resilienceFilter).build();
    }
}

package dev.quadrille.gateway.route;

import static dev.quadrille.gateway.route.Endpoint.DELETE;
import static dev.quadrille.gateway.route.Endpoint.GET;
import static dev.quadrille.gateway.route.Endpoint.POST;
import static dev.quadrille.gateway.route.Endpoint.PUT;
import static dev.quadrille.gateway.route.Route.to;
import static dev.quadrille.gateway.route.Upstream.INVENTORY_SERVICE;
import static dev.quadrille.gateway.route.Upstream.ORDER_SERVICE;
import static dev.quadrille.gateway.route.Upstream.QUERY_SERVICE;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import dev.quadrille.platform.security.PublicPaths;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// All that the door lets through. What is not in the table is a 404.
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final Route READ_ORDER =
            to(QUERY_SERVICE, "read-order", GET("/api/orders/{id}")).orElse(ORDER_SERVICE);

    private static final List<Route> TABLE =
            List.of(
                    to(ORDER_SERVICE, "place-order", POST("/api/orders")),
                    to(ORDER_SERVICE, "cancel-order", POST("/api/orders/{id}/cancel")),
                    READ_ORDER.forThoseWhoWait(),
                    READ_ORDER,
                    to(QUERY_SERVICE, "list-orders", GET("/api/orders")),
                    // That there are no events yet is true of an order that is only just accepted.
                    // Of one whose events cannot be read at the moment it is not.
                    to(QUERY_SERVICE, "read-timeline", GET("/api/orders/{id}/timeline"))
                            .ifMissing(ORDER_SERVICE),
                    to(QUERY_SERVICE, "list-products", GET("/api/products")),
                    to(QUERY_SERVICE, "read-product", GET("/api/products/{sku}")),
                    to(QUERY_SERVICE, "read-model", GET("/api/read-model")),
                    to(QUERY_SERVICE, "rebuild-read-model", POST("/api/read-model/rebuild")),
                    to(QUERY_SERVICE, "cancel-rebuild", DELETE("/api/read-model/rebuild")),
                    to(INVENTORY_SERVICE, "list-stock", GET("/api/stock")),
                    to(INVENTORY_SERVICE, "read-stock", GET("/api/stock/{sku}")),
                    to(INVENTORY_SERVICE, "deliver-stock", POST("/api/stock/{sku}/deliveries")),
                    to(INVENTORY_SERVICE, "put-product", PUT("/api/products/{sku}")));

    /// Products are for anyone to see; the other routes ask for a token here already.
    @Bean
    static PublicPaths openProducts() {
        return PublicPaths.toRead("/api/products", "/api/products/*");
    }

    @Bean
    RouterFunction<ServerResponse> table(ServiceAddresses addresses) {
        List<Route> routes = Stream.concat(TABLE.stream(), ofDeadLetters()).toList();
        return routes.stream()
                .map(route -> passage(route, addresses))
                .reduce(RouterFunction::and)
                .orElseThrow()
                .and(MethodNotAllowedRoutes.than(routes.stream().map(Route::endpoint).toList()));
    }

    /// A dead letter is let go on where it is, so the service is part of its address.
    private static Stream<Route> ofDeadLetters() {
        return Arrays.stream(Upstream.values())
                .flatMap(service -> {
                    String path = "/api/dead-letters/" + service.word() + "/{id}";
                    return Stream.of(
                            to(service, "replay-at-" + service.word(), POST(path + "/replay")),
                            to(service, "discard-at-" + service.word(), DELETE(path)));
                });
    }

    /// One route from the outside in. Whatever limits, breaks or repeats calls stands between the
    /// first filter, which words the failure for the client, and the endpoint.
    private static RouterFunction<ServerResponse> passage(Route route, ServiceAddresses addresses) {
        RouterFunctions.Builder passage =
                GatewayRouterFunctions.route(route.id())
                        .route(route.accepts(), http())
                        .filter(new UpstreamFailureFilter(route))
                        .before(route.responseTimeout()::markOn)
                        .before(uri(addresses.of(route.service())));
        route.secondChoice()
                .map(it -> new FallbackFilter(addresses.of(it.service()), it.evenIfAway()))
                .ifPresent(passage::filter);
        return passage.build();
    }
}

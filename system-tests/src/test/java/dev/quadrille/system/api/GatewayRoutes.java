package dev.quadrille.system.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/// The routes of the gateway, read from its routing table.
final class GatewayRoutes {

    private GatewayRoutes() {}

    /// Returns each route as method and path, such as `GET /api/orders/{id}`.
    static Set<String> all() {
        Set<String> routes = new TreeSet<>();
        try (AnnotationConfigApplicationContext gateway =
                new AnnotationConfigApplicationContext()) {
            gateway.registerBean(
                    HandlerFilterFunction.class, () -> (request, next) -> next.handle(request));
            gateway.register(table());
            gateway.refresh();
            gateway.getBeansOfType(RouterFunction.class)
                    .values()
                    .forEach(table -> table.accept(new Reader(routes)));
        }
        return routes;
    }

    private static Class<?> table() {
        try {
            return Class.forName("dev.quadrille.gateway.route.Routes");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Collects every route of the table.
    private record Reader(Set<String> routes) implements RouterFunctions.Visitor {

        @Override
        public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            Condition condition = new Condition();
            predicate.accept(condition);
            condition.methods.forEach(
                    method -> condition.paths.forEach(path -> routes.add(method + " " + path)));
        }

        @Override
        public void startNested(RequestPredicate predicate) {
            throw new IllegalStateException("nested routes are not supported");
        }

        @Override
        public void endNested(RequestPredicate predicate) {}

        @Override
        public void resources(Function<ServerRequest, Optional<Resource>> lookup) {}

        @Override
        public void attributes(Map<String, Object> attributes) {}

        @Override
        public void unknown(RouterFunction<?> router) {
            throw new IllegalStateException("unsupported route: " + router);
        }
    }

    /// The condition of a route. Only method and path count; other predicates, such as the one for
    /// the `Prefer` header, are ignored.
    private static final class Condition implements RequestPredicates.Visitor {

        private final List<String> methods = new ArrayList<>();
        private final List<String> paths = new ArrayList<>();

        @Override
        public void method(Set<HttpMethod> allowed) {
            allowed.forEach(method -> methods.add(method.name()));
        }

        @Override
        public void path(String pattern) {
            paths.add(pattern);
        }

        @Override
        @Deprecated
        @SuppressWarnings("removal") // part of the interface
        public void pathExtension(String extension) {}

        @Override
        public void header(String name, String value) {}

        @Override
        public void param(String name, String value) {}

        @Override
        public void version(String version) {}

        @Override
        public void startAnd() {}

        @Override
        public void and() {}

        @Override
        public void endAnd() {}

        @Override
        public void startOr() {}

        @Override
        public void or() {}

        @Override
        public void endOr() {}

        @Override
        public void startNegate() {}

        @Override
        public void endNegate() {}

        @Override
        public void unknown(RequestPredicate predicate) {}
    }
}

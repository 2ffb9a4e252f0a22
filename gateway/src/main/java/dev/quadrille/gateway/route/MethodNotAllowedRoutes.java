package dev.quadrille.gateway.route;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import dev.quadrille.platform.http.AllowedMethods;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Method-not-allowed handler: answers 405 to a method that no route of the path supports, and 204
/// to `OPTIONS`, both with `Allow` (RFC 9110, 15.5.6). Must come after all routes.
final class MethodNotAllowedRoutes {

    private MethodNotAllowedRoutes() {}

    static RouterFunction<ServerResponse> of(List<Endpoint> endpoints) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        methods(endpoints)
                .forEach((path, allowed) ->
                        routes.route(
                                RequestPredicates.path(path),
                                request -> respond(request, AllowedMethods.of(allowed))));
        return routes.build();
    }

    private static Map<String, Set<HttpMethod>> methods(List<Endpoint> endpoints) {
        return endpoints.stream()
                .collect(
                        groupingBy(
                                Endpoint::path,
                                LinkedHashMap::new,
                                flatMapping(
                                        endpoint -> endpoint.methods().stream(),
                                        toCollection(LinkedHashSet::new))));
    }

    private static ServerResponse respond(ServerRequest request, Set<HttpMethod> allowed) {
        if (request.method().equals(HttpMethod.OPTIONS)) {
            return ServerResponse.noContent().allow(allowed).build();
        }
        Problem problem =
                Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "The header Allow lists the methods that the resource supports.");
        problem.getHeaders().setAllow(allowed);
        throw problem;
    }
}

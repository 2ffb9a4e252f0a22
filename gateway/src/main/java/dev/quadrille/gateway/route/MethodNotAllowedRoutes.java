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

/// Answers requests for an address of the table with a method that it does not support, and
/// `OPTIONS`: `Allow` lists the methods that it does (RFC 9110, 15.5.6). Follows all routes.
final class MethodNotAllowedRoutes {

    private MethodNotAllowedRoutes() {}

    static RouterFunction<ServerResponse> than(List<Endpoint> calls) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        methods(calls)
                .forEach((path, taken) ->
                        routes.route(
                                RequestPredicates.path(path),
                                request -> answer(request, AllowedMethods.of(taken))));
        return routes.build();
    }

    private static Map<String, Set<HttpMethod>> methods(List<Endpoint> calls) {
        return calls.stream()
                .collect(
                        groupingBy(
                                Endpoint::path,
                                LinkedHashMap::new,
                                flatMapping(
                                        endpoint -> endpoint.methods().stream(),
                                        toCollection(LinkedHashSet::new))));
    }

    private static ServerResponse answer(ServerRequest request, Set<HttpMethod> taken) {
        if (request.method().equals(HttpMethod.OPTIONS)) {
            return ServerResponse.noContent().allow(taken).build();
        }
        Problem problem =
                Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "The header Allow lists the methods that the resource supports.");
        problem.getHeaders().setAllow(taken);
        throw problem;
    }
}

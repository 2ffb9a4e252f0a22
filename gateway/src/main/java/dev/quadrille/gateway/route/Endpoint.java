package dev.quadrille.gateway.route;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;

/// Methods and path pattern that a route matches.
///
/// @param path a pattern, such as `/api/orders/{id}`
record Endpoint(List<HttpMethod> methods, String path) {

    /// Also matches HEAD (RFC 9110, 9.3.2).
    static Endpoint GET(String path) {
        return new Endpoint(List.of(HttpMethod.GET, HttpMethod.HEAD), path);
    }

    static Endpoint POST(String path) {
        return new Endpoint(List.of(HttpMethod.POST), path);
    }

    static Endpoint PUT(String path) {
        return new Endpoint(List.of(HttpMethod.PUT), path);
    }

    static Endpoint DELETE(String path) {
        return new Endpoint(List.of(HttpMethod.DELETE), path);
    }

    RequestPredicate predicate() {
        return RequestPredicates.methods(methods.toArray(HttpMethod[]::new))
                .and(RequestPredicates.path(path));
    }
}

package dev.quadrille.gateway.route;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;

/// A kind of request that the table lets through.
///
/// @param path a pattern, such as `/api/orders/{id}`
record Call(List<HttpMethod> methods, String path) {

    /// What may be read may be asked about, too.
    static Call GET(String path) {
        return new Call(List.of(HttpMethod.GET, HttpMethod.HEAD), path);
    }

    static Call POST(String path) {
        return new Call(List.of(HttpMethod.POST), path);
    }

    static Call PUT(String path) {
        return new Call(List.of(HttpMethod.PUT), path);
    }

    static Call DELETE(String path) {
        return new Call(List.of(HttpMethod.DELETE), path);
    }

    RequestPredicate predicate() {
        return RequestPredicates.methods(methods.toArray(HttpMethod[]::new))
                .and(RequestPredicates.path(path));
    }
}

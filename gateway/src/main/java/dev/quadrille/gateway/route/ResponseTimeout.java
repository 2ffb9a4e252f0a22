package dev.quadrille.gateway.route;

import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.ServerRequest;

/// How long the gateway waits for an answer on a route.
public enum ResponseTimeout {
    /// What a service answers from what it has.
    BRIEF,
    /// What a service may hold back until something happens, as the client asked.
    LONG;

    private static final String ATTRIBUTE = ResponseTimeout.class.getName();

    /// Whether the client says `Prefer: wait=N` (RFC 7240).
    static RequestPredicate isAskedFor() {
        return RequestPredicates.headers(headers ->
                headers.header("Prefer").stream().anyMatch(ResponseTimeout::isWaitPreferred));
    }

    /// Whether a value of the header `Prefer` says so.
    public static boolean isWaitPreferred(String preferences) {
        return preferences.matches("(?i)(.*[,;\\s])?wait\\s*=.*");
    }

    ServerRequest markOn(ServerRequest request) {
        request.attributes().put(ATTRIBUTE, this);
        return request;
    }

    static ResponseTimeout with(ServerRequest request) {
        return (ResponseTimeout) request.attribute(ATTRIBUTE).orElse(BRIEF);
    }
}

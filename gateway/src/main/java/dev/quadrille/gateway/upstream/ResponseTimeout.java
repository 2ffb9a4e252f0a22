package dev.quadrille.gateway.upstream;

import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.ServerRequest;

/// Timeout class of a route: how long the gateway waits for the response of a service.
public enum ResponseTimeout {
    SHORT,
    /// Long polling: the service may delay its response until the order settles.
    LONG_POLL;

    private static final String ATTRIBUTE = ResponseTimeout.class.getName();

    /// Matches requests with `Prefer: wait=N` (RFC 7240).
    public static RequestPredicate prefersWait() {
        return RequestPredicates.headers(headers ->
                headers.header("Prefer").stream().anyMatch(ResponseTimeout::isWaitPreference));
    }

    /// Whether a value of the header `Prefer` contains `wait=N`.
    public static boolean isWaitPreference(String preferences) {
        return preferences.matches("(?i)(.*[,;\\s])?wait\\s*=.*");
    }

    /// Stores the timeout class in the request, for the HTTP client that forwards it.
    public ServerRequest setOn(ServerRequest request) {
        request.attributes().put(ATTRIBUTE, this);
        return request;
    }

    static ResponseTimeout of(ServerRequest request) {
        return (ResponseTimeout) request.attribute(ATTRIBUTE).orElse(SHORT);
    }
}

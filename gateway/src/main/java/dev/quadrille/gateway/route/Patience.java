package dev.quadrille.gateway.route;

import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.ServerRequest;

/// How long the gateway waits for an answer on a route.
public enum Patience {
    /// What a service answers from what it has.
    BRIEF,
    /// What a service may hold back until something happens, as the client asked.
    LONG;

    private static final String ATTRIBUTE = Patience.class.getName();

    /// Whether the client says `Prefer: wait=N` (RFC 7240).
    static RequestPredicate isAskedFor() {
        return RequestPredicates.headers(
                headers -> headers.header("Prefer").stream().anyMatch(Patience::isWaitPreferred));
    }

    /// Whether a value of the header `Prefer` says so.
    public static boolean isWaitPreferred(String preferences) {
        return preferences.matches("(?i)(.*[,;\\s])?wait\\s*=.*");
    }

    ServerRequest markOn(ServerRequest request) {
        request.attributes().put(ATTRIBUTE, this);
        return request;
    }

    static Patience with(ServerRequest request) {
        return (Patience) request.attribute(ATTRIBUTE).orElse(BRIEF);
    }
}

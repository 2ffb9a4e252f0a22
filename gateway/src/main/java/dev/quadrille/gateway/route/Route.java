package dev.quadrille.gateway.route;

import dev.quadrille.gateway.resilience.CallPolicy;
import dev.quadrille.gateway.upstream.ResponseTimeout;
import dev.quadrille.gateway.upstream.Upstream;
import java.util.Optional;
import org.springframework.web.servlet.function.RequestPredicate;

/// One row of the routing table.
record Route(
        String id,
        Endpoint endpoint,
        RequestPredicate predicate,
        Upstream service,
        ResponseTimeout responseTimeout,
        Optional<Fallback> fallback) {

    static Route to(Upstream service, String id, Endpoint endpoint) {
        return new Route(
                id,
                endpoint,
                endpoint.predicate(),
                service,
                ResponseTimeout.SHORT,
                Optional.empty());
    }

    /// @param evenIfUnavailable use the fallback also if the primary service is unavailable, not
    ///   only if it answers 404
    record Fallback(Upstream service, boolean evenIfUnavailable) {}

    /// Falls back if the primary service answers 404 or is unavailable.
    Route withFallback(Upstream service) {
        return with(new Fallback(service, true));
    }

    /// Falls back only if the primary service answers 404.
    Route withFallbackIfNotFound(Upstream service) {
        return with(new Fallback(service, false));
    }

    /// A route whose fallback also covers an unavailable service is not retried: the fallback takes
    /// the place of the retry.
    CallPolicy policy() {
        return switch (responseTimeout) {
            case LONG_POLL -> CallPolicy.longPoll(service);
            case SHORT ->
                    fallback.filter(Fallback::evenIfUnavailable).isPresent()
                            ? CallPolicy.withoutRetry(service)
                            : CallPolicy.withRetry(service);
        };
    }

    /// Waits for the response as long as for a long poll, and does not retry: for calls that work
    /// for seconds.
    Route withLongTimeout() {
        return new Route(id, endpoint, predicate, service, ResponseTimeout.LONG_POLL, fallback);
    }

    private Route with(Fallback fallback) {
        return new Route(id, endpoint, predicate, service, responseTimeout, Optional.of(fallback));
    }

    /// Long-polling variant for requests with `Prefer: wait`. Must precede the route it is made
    /// from, which matches these requests too.
    Route forLongPolls() {
        return new Route(
                id + "-long-poll",
                endpoint,
                predicate.and(ResponseTimeout.prefersWait()),
                service,
                ResponseTimeout.LONG_POLL,
                fallback);
    }
}

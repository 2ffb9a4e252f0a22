package dev.quadrille.gateway.resilience;

import dev.quadrille.gateway.upstream.Upstream;
import org.springframework.web.servlet.function.ServerRequest;

/// Resilience policy of a call: which service is called, from which share of its capacity, and
/// whether a failed call may be repeated.
public record CallPolicy(Upstream service, Share share, boolean retry) {

    private static final String ATTRIBUTE = CallPolicy.class.getName();

    /// Share of the capacity of a service.
    enum Share {
        NORMAL,
        /// Limited by the concurrency limit of long polls, and by a connection pool of their own.
        LONG_POLL,
        /// Fallback reads, which must not use up the capacity for orders.
        FALLBACK
    }

    public static CallPolicy withRetry(Upstream service) {
        return new CallPolicy(service, Share.NORMAL, true);
    }

    public static CallPolicy withoutRetry(Upstream service) {
        return new CallPolicy(service, Share.NORMAL, false);
    }

    public static CallPolicy longPoll(Upstream service) {
        return new CallPolicy(service, Share.LONG_POLL, false);
    }

    public static CallPolicy fallback(Upstream service) {
        return new CallPolicy(service, Share.FALLBACK, false);
    }

    /// Stores the policy in the request, for the {@link ResilienceFilter}.
    public ServerRequest setOn(ServerRequest request) {
        request.attributes().put(ATTRIBUTE, this);
        return request;
    }

    static CallPolicy of(ServerRequest request) {
        return (CallPolicy)
                request.attribute(ATTRIBUTE)
                        .orElseThrow(() -> new IllegalStateException("The route has no policy"));
    }
}

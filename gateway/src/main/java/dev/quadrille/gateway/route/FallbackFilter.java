package dev.quadrille.gateway.route;

import dev.quadrille.gateway.resilience.CallPolicy;
import dev.quadrille.gateway.resilience.UpstreamResponse;
import dev.quadrille.gateway.upstream.ResponseTimeout;
import dev.quadrille.platform.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Fallback for read-your-writes consistency: if the read model does not have a resource yet, or is
/// unavailable, the gateway sends the request to the service that owns the resource. Only the 404
/// of the owner is final.
///
/// Decision record: `docs/decisions/0010-read-your-writes.md`.
final class FallbackFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(FallbackFilter.class);

    private final Route.Fallback fallback;

    FallbackFilter(Route.Fallback fallback) {
        this.fallback = fallback;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        try {
            ServerResponse response = next.handle(request);
            if (!needsFallback(response.statusCode())) {
                return response;
            }
            discard(response);
        } catch (ResourceAccessException | Problem unavailable) {
            if (!fallback.evenIfUnavailable()) {
                throw unavailable;
            }
            LOG.debug("The primary service is unavailable; using the fallback", unavailable);
        }
        ResponseTimeout.SHORT.setOn(request);
        CallPolicy.fallback(fallback.service()).setOn(request);
        return next.handle(request);
    }

    private boolean needsFallback(HttpStatusCode status) {
        return status.isSameCodeAs(HttpStatus.NOT_FOUND)
                || (fallback.evenIfUnavailable() && status.is5xxServerError());
    }

    /// Returns the connection to the pool and ends the call: the response that is not forwarded
    /// still holds both.
    private static void discard(ServerResponse response) {
        if (response instanceof UpstreamResponse upstream) {
            upstream.discard();
        }
    }
}

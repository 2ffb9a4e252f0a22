package dev.quadrille.gateway.route;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
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

    private final URI fallback;
    private final boolean evenIfUnavailable;

    /// @param evenIfUnavailable use the fallback also if the primary service does not respond or
    ///   fails with a 5xx status, not only if it answers 404
    FallbackFilter(URI fallback, boolean evenIfUnavailable) {
        this.fallback = fallback;
        this.evenIfUnavailable = evenIfUnavailable;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        try {
            ServerResponse response = next.handle(request);
            if (!needsFallback(response.statusCode())) {
                return response;
            }
            closeResponse(request);
        } catch (ResourceAccessException unavailable) {
            if (!evenIfUnavailable) {
                throw unavailable;
            }
            LOG.debug("The primary service is unavailable; using the fallback", unavailable);
        }
        return next.handle(uri(fallback).apply(request));
    }

    private boolean needsFallback(HttpStatusCode status) {
        return status.isSameCodeAs(HttpStatus.NOT_FOUND)
                || (evenIfUnavailable && status.is5xxServerError());
    }

    /// Returns the connection to the pool: the response that is not forwarded still holds it.
    private static void closeResponse(ServerRequest request) {
        ClientHttpResponse response = MvcUtils.getAttribute(request, MvcUtils.CLIENT_RESPONSE_ATTR);
        if (response != null) {
            response.close();
        }
    }
}

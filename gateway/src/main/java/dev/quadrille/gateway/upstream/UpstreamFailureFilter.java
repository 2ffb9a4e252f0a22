package dev.quadrille.gateway.upstream;

import dev.quadrille.platform.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Translates a failed upstream call into a problem detail.
public final class UpstreamFailureFilter
        implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamFailureFilter.class);

    private final String routeId;
    private final String service;

    /// @param routeId for the log
    /// @param service for the log
    public UpstreamFailureFilter(String routeId, String service) {
        this.routeId = routeId;
        this.service = service;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        try {
            return new StreamingFailureResponse(next.handle(request), this::problem);
        } catch (ResourceAccessException failure) {
            throw problem(failure);
        }
    }

    private Problem problem(Throwable cause) {
        UpstreamFailure failure = UpstreamFailure.of(cause);
        if (!failure.isClientFault()) {
            LOG.warn("Route {}: call to {} failed: {}", routeId, service, cause.getMessage());
        }
        return failure.problem();
    }
}

package dev.quadrille.gateway.route;

import dev.quadrille.platform.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Makes a problem of a call that brought no answer from the service.
final class UpstreamFailureFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamFailureFilter.class);

    private final Route route;

    UpstreamFailureFilter(Route route) {
        this.route = route;
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

    private Problem problem(Throwable failure) {
        UpstreamFailure kind = UpstreamFailure.of(failure);
        if (kind.isOurs()) {
            LOG.warn("{} of {}: {}", route.id(), route.service(), failure.getMessage());
        }
        return kind.problem();
    }
}

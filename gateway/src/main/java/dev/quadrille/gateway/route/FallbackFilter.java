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

/// Lets clients read what they have written: what the read model does not have yet, or cannot
/// answer because it is away, is asked of the service that has it first. Only that one's 404 is
/// final.
final class FallbackFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(FallbackFilter.class);

    private final URI second;
    private final boolean evenIfAway;

    /// @param evenIfAway whether to ask also where the first cannot answer
    FallbackFilter(URI second, boolean evenIfAway) {
        this.second = second;
        this.evenIfAway = evenIfAway;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        try {
            ServerResponse first = next.handle(request);
            if (!lacksIt(first.statusCode())) {
                return first;
            }
            discard(request);
        } catch (ResourceAccessException away) {
            if (!evenIfAway) {
                throw away;
            }
            LOG.debug("the first source gave no answer", away);
        }
        return next.handle(uri(second).apply(request));
    }

    private boolean lacksIt(HttpStatusCode status) {
        return status.isSameCodeAs(HttpStatus.NOT_FOUND)
                || (evenIfAway && status.is5xxServerError());
    }

    /// An answer that is not passed on still holds its connection.
    private static void discard(ServerRequest request) {
        ClientHttpResponse answer = MvcUtils.getAttribute(request, MvcUtils.CLIENT_RESPONSE_ATTR);
        if (answer != null) {
            answer.close();
        }
    }
}

package dev.quadrille.platform.telemetry;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/// Names the span of an incoming request by its method and the pattern of its path, such as `POST
/// /api/orders/{id}/cancel`; a request that matches no pattern, by the method alone.
final class HttpServerSpanNames extends DefaultServerRequestObservationConvention {

    // Filters answer these, so they have no pattern. Only fixed paths: each name becomes an entry
    // of
    // the collector's search form.
    private static final Set<String> ANSWERED_BY_FILTERS = Set.of("/oauth2/token");

    @Override
    public String getContextualName(ServerRequestObservationContext context) {
        String method = method(context).getValue();
        String pattern = context.getPathPattern();
        if (pattern != null) {
            return method + " " + pattern;
        }
        HttpServletRequest request = context.getCarrier();
        return request != null && ANSWERED_BY_FILTERS.contains(request.getRequestURI())
                ? method + " " + request.getRequestURI()
                : method;
    }
}

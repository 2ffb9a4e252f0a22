package dev.quadrille.gateway.concurrency;

import dev.quadrille.gateway.route.ResponseTimeout;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Set;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Requests that a service may hold back until something happens.
final class LongPoll {

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private static final RequestMatcher AN_ORDER =
            PathPatternRequestMatcher.withDefaults().matcher("/api/orders/{id}");

    private LongPoll() {}

    static boolean isAskedForBy(HttpServletRequest request) {
        return READS.contains(request.getMethod())
                && AN_ORDER.matches(request)
                && Collections.list(request.getHeaders("Prefer")).stream()
                        .anyMatch(ResponseTimeout::isWaitPreferred);
    }
}

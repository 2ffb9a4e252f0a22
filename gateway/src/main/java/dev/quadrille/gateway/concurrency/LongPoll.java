package dev.quadrille.gateway.concurrency;

import dev.quadrille.gateway.upstream.ResponseTimeout;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Set;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Recognizes long polls: reads of an order with `Prefer: wait`.
final class LongPoll {

    private static final Set<String> READ_METHODS = Set.of("GET", "HEAD");

    private static final RequestMatcher ORDER =
            PathPatternRequestMatcher.withDefaults().matcher("/api/orders/{id}");

    private LongPoll() {}

    static boolean matches(HttpServletRequest request) {
        return READ_METHODS.contains(request.getMethod())
                && ORDER.matches(request)
                && Collections.list(request.getHeaders("Prefer")).stream()
                        .anyMatch(ResponseTimeout::isWaitPreference);
    }
}

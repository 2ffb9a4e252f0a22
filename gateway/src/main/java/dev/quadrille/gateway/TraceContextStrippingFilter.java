package dev.quadrille.gateway;

import dev.quadrille.platform.telemetry.TraceClient;
import io.opentelemetry.context.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Trace-context stripping at the trust boundary: removes `traceparent` and `tracestate`, so each
/// request starts a new trace. Otherwise clients would control sampling and could put many orders
/// under one trace id.
///
/// The filter also sets the client for the trace budget: the unverified credentials, or the address
/// of a request without credentials. A forged token gets its own budget, but the total budget of
/// all clients still applies.
@Component
@Order(GatewayFilters.TRACE_CONTEXT_STRIPPING)
class TraceContextStrippingFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> TRACE_HEADERS = Set.of("traceparent", "tracestate");

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean traced = TRACE_HEADERS.stream().anyMatch(name -> request.getHeader(name) != null);
        try (Scope _ = TraceClient.enter(client(request), isRead(request))) {
            chain.doFilter(traced ? new StrippedRequest(request) : request, response);
        }
    }

    private static String client(HttpServletRequest request) {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        return credentials == null ? request.getRemoteAddr() : credentials;
    }

    private static boolean isRead(HttpServletRequest request) {
        return SAFE_METHODS.contains(request.getMethod());
    }

    private static boolean isTraceHeader(String name) {
        return TRACE_HEADERS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static final class StrippedRequest extends HttpServletRequestWrapper {

        StrippedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isTraceHeader(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isTraceHeader(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            names.removeIf(TraceContextStrippingFilter::isTraceHeader);
            return Collections.enumeration(names);
        }
    }
}

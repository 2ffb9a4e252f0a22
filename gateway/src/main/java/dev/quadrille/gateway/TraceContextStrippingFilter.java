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
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Every request begins a trace of its own: with a trace that the client sends, clients would
/// decide what is recorded and could put many orders under one id. New traces are limited for each
/// client, which is known here by its credentials, not yet verified, or else by its address. A
/// token that is invented gets a budget, too, but the limit for all clients together holds.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceContextStrippingFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> THEIRS = Set.of("traceparent", "tracestate");

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean brings = THEIRS.stream().anyMatch(name -> request.getHeader(name) != null);
        try (Scope _ = TraceClient.enter(client(request), reads(request))) {
            chain.doFilter(brings ? new Untraced(request) : request, response);
        }
    }

    private static String client(HttpServletRequest request) {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        return credentials == null ? request.getRemoteAddr() : credentials;
    }

    private static boolean reads(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    private static boolean isTheirs(String name) {
        return THEIRS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static final class Untraced extends HttpServletRequestWrapper {

        Untraced(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isTheirs(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isTheirs(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            names.removeIf(TraceContextStrippingFilter::isTheirs);
            return Collections.enumeration(names);
        }
    }
}

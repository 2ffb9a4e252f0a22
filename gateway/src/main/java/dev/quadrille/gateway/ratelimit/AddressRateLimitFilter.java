package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.GatewayFilters;
import dev.quadrille.gateway.client.ClientAddress;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Rate limit per client address, for token requests and for requests without a token. Requests
/// with a token pass: {@link RateLimitedJwtDecoder} limits invalid tokens, and {@link
/// CustomerRateLimitFilter} limits authenticated callers.
@Component
@Order(GatewayFilters.ADDRESS_RATE_LIMIT)
final class AddressRateLimitFilter extends OncePerRequestFilter {

    /// The health check and the JWK set are never rate limited: a flood of requests must neither
    /// make the gateway appear down nor prevent services from validating tokens.
    private static final RequestMatcher UNLIMITED =
            new OrRequestMatcher(path("/actuator/health"), path("/oauth2/jwks"));

    private static final RequestMatcher TOKEN_REQUEST = path("/oauth2/token");

    private final BearerTokenResolver bearerTokens = new DefaultBearerTokenResolver();
    private final RateLimiter limiter;
    private final ClientAddress address;
    private final ProblemWriter problems;

    AddressRateLimitFilter(RateLimiter limiter, ClientAddress address, ProblemWriter problems) {
        this.limiter = limiter;
        this.address = address;
        this.problems = problems;
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Problem> rejection =
                limitOf(request)
                        .map(kind -> new RateLimiter.Key(kind, address.of(request)))
                        .flatMap(limiter::tryConsume);
        if (rejection.isPresent()) {
            problems.write(response, rejection.get());
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (Problem limited) {
            // Of the RateLimitedJwtDecoder, which runs in the filter chain of Spring Security.
            problems.write(response, limited);
        }
    }

    private Optional<RateLimiter.Kind> limitOf(HttpServletRequest request) {
        if (UNLIMITED.matches(request)) {
            return Optional.empty();
        }
        if (TOKEN_REQUEST.matches(request)) {
            return Optional.of(RateLimiter.Kind.CREDENTIALS);
        }
        return hasBearerToken(request) ? Optional.empty() : Optional.of(RateLimiter.Kind.ANONYMOUS);
    }

    /// A malformed token is rejected without validation, so it counts as no token.
    private boolean hasBearerToken(HttpServletRequest request) {
        try {
            return bearerTokens.resolve(request) != null;
        } catch (OAuth2AuthenticationException malformed) {
            return false;
        }
    }
}

package dev.quadrille.gateway.ratelimit;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Holds addresses to their limits, before anything is spent on a request. Who brings a token
/// passes here; its check is limited where it is made, and what it lets in counts for the customer.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class AddressRateLimitFilter extends OncePerRequestFilter {

    /// Whatever somebody's address sends, machines still learn whether we live, and services get
    /// the keys that all tokens are checked with.
    private static final RequestMatcher UNLIMITED =
            new OrRequestMatcher(path("/actuator/health"), path("/oauth2/jwks"));

    private static final RequestMatcher FOR_A_TOKEN = path("/oauth2/token");

    private final BearerTokenResolver tokens = new DefaultBearerTokenResolver();
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
        Optional<Problem> refusal =
                limit(request)
                        .map(limit -> new TokenBucketKey(limit, address.of(request)))
                        .flatMap(limiter::refusal);
        if (refusal.isPresent()) {
            problems.write(response, refusal.get());
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (TokenCheckRateLimited unchecked) {
            problems.write(response, unchecked.problem());
        }
    }

    private Optional<RateLimitKind> limit(HttpServletRequest request) {
        if (UNLIMITED.matches(request)) {
            return Optional.empty();
        }
        if (FOR_A_TOKEN.matches(request)) {
            return Optional.of(RateLimitKind.CREDENTIALS);
        }
        return bringsAToken(request) ? Optional.empty() : Optional.of(RateLimitKind.ANONYMOUS);
    }

    /// What merely looks like a token is refused without a check, and is none.
    private boolean bringsAToken(HttpServletRequest request) {
        try {
            return tokens.resolve(request) != null;
        } catch (OAuth2AuthenticationException malformed) {
            return false;
        }
    }
}

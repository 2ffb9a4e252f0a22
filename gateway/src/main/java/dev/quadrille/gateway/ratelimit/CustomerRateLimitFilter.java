package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.GatewayFilters;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemWriter;
import dev.quadrille.platform.security.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Rate limit per authenticated customer or operator. All tokens and all client addresses of a
/// caller share one bucket.
@Component
@Order(GatewayFilters.CUSTOMER_RATE_LIMIT)
final class CustomerRateLimitFilter extends OncePerRequestFilter {

    private final RateLimiter limiter;
    private final ProblemWriter problems;

    CustomerRateLimitFilter(RateLimiter limiter, ProblemWriter problems) {
        this.limiter = limiter;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Problem> rejection =
                caller().map(name -> new RateLimiter.Key(RateLimiter.Kind.CUSTOMER, name))
                        .flatMap(limiter::tryConsume);
        if (rejection.isPresent()) {
            problems.write(response, rejection.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<String> caller() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken authentication
                ? Optional.of(Caller.of(authentication.getToken()).name())
                : Optional.empty();
    }
}

package dev.quadrille.gateway.ratelimit;

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

/// Holds customers and operators to their limit, once it is known who they are; how many tokens
/// they have, and where they come from, does not matter.
@Component
@Order(0) // after Spring Security's filters, which come at -100
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
        Optional<Problem> refusal =
                caller().map(name -> new TokenBucketKey(RateLimitKind.CUSTOMER, name))
                        .flatMap(limiter::refusal);
        if (refusal.isPresent()) {
            problems.write(response, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<String> caller() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof JwtAuthenticationToken known
                ? Optional.of(Caller.of(known.getToken()).name())
                : Optional.empty();
    }
}

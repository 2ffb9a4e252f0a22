package dev.quadrille.platform.security;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Responds with 503 when a token cannot be verified because the issuer's keys cannot be fetched,
/// for example just after a start. This is not a fault of the token (401), and it is temporary;
/// Spring Security would respond with 500.
final class JwkSetUnavailableFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(JwkSetUnavailableFilter.class);

    private final ProblemWriter problems;

    JwkSetUnavailableFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException unchecked) {
            LOG.warn("cannot verify a token: {}", unchecked.getMessage());
            problems.write(
                    response,
                    Problem.retryLater(
                            ProblemType.UNAVAILABLE,
                            "The token cannot be verified at the moment; nothing was changed.",
                            Duration.ofSeconds(1)));
        }
    }
}

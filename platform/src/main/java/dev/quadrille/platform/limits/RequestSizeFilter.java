package dev.quadrille.platform.limits;

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
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies above the size limit, and headers that violate a {@link HeaderRule}, before the
/// request is processed.
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class RequestSizeFilter extends OncePerRequestFilter {

    /// In bytes; the largest order, of 50 lines, has a few thousand.
    static final int LARGEST_BODY = 256 * 1024;

    private final ProblemWriter problems;

    RequestSizeFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Problem> problem = problemOf(request);
        if (problem.isPresent()) {
            problems.write(response, problem.get());
        } else {
            chain.doFilter(new SizeLimitedRequest(request, LARGEST_BODY), response);
        }
    }

    private static Optional<Problem> problemOf(HttpServletRequest request) {
        return request.getContentLengthLong() > LARGEST_BODY
                ? Optional.of(SizeLimitedRequest.tooLarge(LARGEST_BODY))
                : HeaderRule.firstViolation(request);
    }
}

package dev.quadrille.platform.limits;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses a body that is larger than anything we take, before it fills the memory, and a content
/// type that names no type.
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class RequestLimits extends OncePerRequestFilter {

    /// In bytes; the largest order, of 50 lines, has a few thousand.
    static final int LARGEST_BODY = 256 * 1024;

    private final ProblemWriter problems;

    RequestLimits(ProblemWriter problems) {
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
            chain.doFilter(new LimitedRequest(request, LARGEST_BODY), response);
        }
    }

    private static Optional<Problem> problemOf(HttpServletRequest request) {
        if (request.getContentLengthLong() > LARGEST_BODY) {
            return Optional.of(LimitedRequest.tooLarge(LARGEST_BODY));
        }
        String type = request.getContentType();
        return type == null || namesAType(type)
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                "The content type must name one type."));
    }

    private static boolean namesAType(String contentType) {
        try {
            return MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}

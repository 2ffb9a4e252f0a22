package dev.quadrille.platform.security;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/// Words what Spring Security's firewall turns away. Of an address: no resource has such a one, so
/// it is not found.
final class RejectedRequests implements RequestRejectedHandler {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final ProblemWriter problems;

    RejectedRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestRejectedException rejected)
            throws IOException {
        problems.write(
                response,
                METHODS.contains(request.getMethod())
                        ? Problem.of(ProblemType.NOT_FOUND, "No resource has such an address.")
                        : unknownMethod());
    }

    private static Problem unknownMethod() {
        Problem problem =
                Problem.of(ProblemType.METHOD_NOT_ALLOWED, "No resource knows this method.");
        problem.getHeaders().set(HttpHeaders.ALLOW, String.join(", ", METHODS));
        return problem;
    }
}

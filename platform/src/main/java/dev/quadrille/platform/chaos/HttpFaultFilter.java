package dev.quadrille.platform.chaos;

import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/// Delays requests, or answers them with 500. Runs after authentication, so that the customer is
/// known, and before the concurrency limits. Does not affect the requests that set and clear
/// faults.
@Order(HttpFaultFilter.ORDER)
final class HttpFaultFilter extends OncePerRequestFilter {

    /// After the filters of Spring Security (-100) and before the body is read (5).
    static final int ORDER = 3;

    private static final String GATEWAY_PATH = "/api/chaos";

    private final FaultInjector faults;
    private final ProblemWriter problems;

    HttpFaultFilter(FaultInjector faults, ProblemWriter problems) {
        this.faults = faults;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith(ChaosController.PATH) || path.startsWith(GATEWAY_PATH);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> customer =
                Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
        faults.inject(Fault.HTTP_LATENCY, customer)
                .ifPresent(settings -> FaultInjector.sleep(settings.delay()));
        if (faults.inject(Fault.HTTP_ERROR, customer).isPresent()) {
            problems.write(
                    response,
                    Problem.of(
                            ProblemType.INTERNAL_ERROR,
                            "The chaos toggle http-error has caused this error."));
        } else {
            chain.doFilter(request, response);
        }
    }
}

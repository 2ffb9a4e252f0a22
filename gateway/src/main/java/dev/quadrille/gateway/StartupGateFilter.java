package dev.quadrille.gateway;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Sends early callers away until all is set up: the port is open a moment before the routes have
/// their filters, and a request in between would fail with a 500.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartupGateFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;
    private volatile boolean open;

    StartupGateFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        open = true;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (open) {
            chain.doFilter(request, response);
        } else {
            problems.write(
                    response,
                    Problem.retryLater(
                            ProblemType.UNAVAILABLE,
                            "The gateway is starting.",
                            Duration.ofSeconds(1)));
        }
    }
}

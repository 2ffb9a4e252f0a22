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
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Startup gate: answers 503 until the application is ready. The port accepts connections before
/// the routes have their filters; a request in that interval would fail with 500.
@Component
@Order(GatewayFilters.STARTUP_GATE)
class StartupGateFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;
    private volatile boolean ready;

    StartupGateFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @EventListener(ApplicationReadyEvent.class)
    void markReady() {
        ready = true;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ready) {
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

package dev.quadrille.gateway;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets only so many requests in at once. Virtual threads put no limit on them, so when a service
/// becomes slow they would pile up here until the memory is full, and nobody would be served.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class HouseFull extends OncePerRequestFilter {

    private final ProblemWriter problems;
    private final Semaphore places;
    private final Counter refused;

    HouseFull(
            ProblemWriter problems,
            @Value("${quadrille.requests-at-once}") int places,
            MeterRegistry meters) {
        this.problems = problems;
        this.places = new Semaphore(places);
        this.refused = meters.counter("quadrille.gateway.refused");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquire()) {
            refused.increment();
            problems.write(
                    response,
                    Problem.retryLater(
                            ProblemType.UNAVAILABLE,
                            "The shop is full at the moment; nothing was changed.",
                            Duration.ofSeconds(1)));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }
}

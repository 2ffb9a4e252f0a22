package dev.quadrille.gateway.concurrency;

import dev.quadrille.gateway.concurrency.ConcurrencyLimit.Outcome;
import dev.quadrille.platform.limits.BufferedBodyFilter;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.problem.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Limits the requests that are handled at once, in all and for each caller. Virtual threads put no
/// limit on them, so when a service becomes slow they would pile up here until the memory is full.
/// Long polls have permits of their own. A request takes its permit when its body is here; health
/// needs none, so that a gateway with much to do is not taken for a dead one.
@Component
@Order(BufferedBodyFilter.ORDER + 5)
final class ConcurrencyLimitFilter extends OncePerRequestFilter {

    private static final String HEALTH = "/actuator/health";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ConcurrencyLimit work;
    private final ConcurrencyLimit longPolls;
    private final CallerName callers;
    private final ProblemWriter problems;
    private final MeterRegistry meters;

    ConcurrencyLimitFilter(
            ConcurrencyLimitProperties limits,
            CallerName callers,
            ProblemWriter problems,
            MeterRegistry meters) {
        this.work = limits.work().limit();
        this.longPolls = limits.longPolls().limit();
        this.callers = callers;
        this.problems = problems;
        this.meters = meters;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HEALTH.equals(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ConcurrencyLimit limit = LongPoll.isAskedForBy(request) ? longPolls : work;
        String caller = callers.of(request);
        Outcome outcome = limit.take(caller);
        if (outcome != Outcome.GRANTED) {
            refuse(response, limit, outcome);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            limit.giveBack(caller);
        }
    }

    private void refuse(HttpServletResponse response, ConcurrencyLimit limit, Outcome outcome)
            throws IOException {
        String kind = limit == longPolls ? "long-polls" : "work";
        meters.counter("quadrille.gateway.refused", "kind", kind).increment();
        problems.write(response, problem(outcome));
    }

    private static Problem problem(Outcome outcome) {
        return outcome == Outcome.OWNER_AT_LIMIT
                ? Problem.retryLater(
                        ProblemType.TOO_MANY_REQUESTS,
                        "Too many requests of this caller are under way; nothing was changed.",
                        RETRY_AFTER)
                : Problem.retryLater(
                        ProblemType.UNAVAILABLE,
                        "Too many requests are under way; nothing was changed.",
                        RETRY_AFTER);
    }
}

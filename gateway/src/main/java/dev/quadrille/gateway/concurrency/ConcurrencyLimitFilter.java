package dev.quadrille.gateway.concurrency;

import dev.quadrille.gateway.GatewayFilters;
import dev.quadrille.gateway.client.CurrentCaller;
import dev.quadrille.gateway.concurrency.ConcurrencyLimit.Outcome;
import dev.quadrille.gateway.concurrency.ConcurrencyLimit.Priority;
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

/// Bulkhead: limits concurrent requests in total and per caller. Virtual threads do not limit them:
/// if a service is slow, its requests would accumulate here until the heap is full.
///
/// Some permits are reserved for new orders: under overload, reads are rejected before orders.
/// Operators have permits of their own, which they use when customers have taken all others. Long
/// polls have separate permits. The health check needs no permit, so that a busy gateway is not
/// reported as down.
@Component
@Order(GatewayFilters.CONCURRENCY_LIMIT)
final class ConcurrencyLimitFilter extends OncePerRequestFilter {

    private static final String ORDERS = "/api/orders";
    private static final String HEALTH = "/actuator/health";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ConcurrencyLimit work;
    private final ConcurrencyLimit longPolls;
    private final ConcurrencyLimit operators;
    private final CallerName callers;
    private final ProblemWriter problems;
    private final MeterRegistry meters;

    ConcurrencyLimitFilter(
            ConcurrencyLimitProperties limits,
            CallerName callers,
            ProblemWriter problems,
            MeterRegistry meters) {
        this.work = limits.work().toConcurrencyLimit();
        this.longPolls = limits.longPolls().toConcurrencyLimit();
        this.operators = new ConcurrencyLimit(limits.operators(), 0, limits.operators());
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
        ConcurrencyLimit limit = LongPoll.matches(request) ? longPolls : work;
        Priority priority = isNewOrder(request) ? Priority.NEW_ORDER : Priority.OTHER;
        String caller = callers.of(request);
        Outcome outcome = limit.tryAcquire(caller, priority);
        if (outcome == Outcome.TOTAL_LIMIT_EXCEEDED && acquiresReserved(limit, caller)) {
            limit = operators;
        } else if (outcome != Outcome.ACQUIRED) {
            reject(response, limit, outcome);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            limit.release(caller, priority);
        }
    }

    private static boolean isNewOrder(HttpServletRequest request) {
        return request.getMethod().equals("POST") && ORDERS.equals(request.getRequestURI());
    }

    /// Acquires a reserved permit if the caller is an operator. Long polls have none.
    private boolean acquiresReserved(ConcurrencyLimit limit, String caller) {
        return limit == work
                && CurrentCaller.isOperator()
                && operators.tryAcquire(caller, Priority.OTHER) == Outcome.ACQUIRED;
    }

    private void reject(HttpServletResponse response, ConcurrencyLimit limit, Outcome outcome)
            throws IOException {
        String kind = limit == longPolls ? "long-polls" : "work";
        meters.counter("quadrille.gateway.refused", "kind", kind).increment();
        problems.write(response, problem(outcome));
    }

    private static Problem problem(Outcome outcome) {
        return outcome == Outcome.CALLER_LIMIT_EXCEEDED
                ? Problem.retryLater(
                        ProblemType.TOO_MANY_REQUESTS,
                        "Concurrency limit for this caller exceeded; nothing was changed.",
                        RETRY_AFTER)
                : Problem.retryLater(
                        ProblemType.UNAVAILABLE,
                        "Concurrency limit of the gateway exceeded; nothing was changed.",
                        RETRY_AFTER);
    }
}

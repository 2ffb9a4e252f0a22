package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.ratelimit.algorithm.Consumption;
import dev.quadrille.gateway.ratelimit.algorithm.Rate;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.springframework.http.HttpHeaders;

/// Rate limiter: consumes one token per request, and creates the 429 response if the bucket is
/// empty.
///
/// Decision record: `docs/decisions/0021-rate-limits.md`.
final class RateLimiter {

    private final RateLimitProperties limits;
    private final RateLimits buckets;
    private final MeterRegistry meters;

    RateLimiter(RateLimitProperties limits, RateLimits buckets, MeterRegistry meters) {
        this.limits = limits;
        this.buckets = buckets;
        this.meters = meters;
    }

    /// Consumes a token, and waits if the algorithm delays the request. Returns a problem if no
    /// token is available.
    Optional<Problem> tryConsume(RateLimits.Key key) {
        Consumption consumption = buckets.tryConsume(key);
        if (consumption.consumed()) {
            pause(consumption.delay());
            return Optional.empty();
        }
        meters.counter("quadrille.gateway.limited", "limit", key.kind().label()).increment();
        return Optional.of(problem(key.kind(), consumption));
    }

    /// Blocks a virtual thread, which holds no permit yet.
    private static void pause(Duration delay) {
        if (delay.isPositive()) {
            LockSupport.parkNanos(delay.toNanos());
        }
    }

    void returnToken(RateLimits.Key key) {
        buckets.returnToken(key);
    }

    /// Header fields according to draft-ietf-httpapi-ratelimit-headers-10. If no token remains, `t`
    /// is the time until the next request is accepted and equals `Retry-After`.
    private Problem problem(RateLimitKind kind, Consumption consumption) {
        Rate rate = limits.of(kind);
        Problem problem =
                Problem.retryLater(
                        ProblemType.TOO_MANY_REQUESTS, kind.detail(), consumption.untilRefill());
        HttpHeaders headers = problem.getHeaders();
        String name = '"' + kind.label() + '"';
        headers.set(
                "RateLimit-Policy",
                name + ";q=" + rate.burst() + ";w=" + rate.refillTime().toSeconds());
        headers.set("RateLimit", name + ";r=0;t=" + headers.getFirst(HttpHeaders.RETRY_AFTER));
        return problem;
    }
}

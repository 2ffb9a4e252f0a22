package dev.quadrille.gateway.ratelimit;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/// Lets requests through as long as there are tokens for them, and words the refusal when there are
/// none.
final class RateLimiter {

    private final RateLimitProperties limits;
    private final TokenBuckets buckets;
    private final MeterRegistry meters;

    RateLimiter(RateLimitProperties limits, TokenBuckets buckets, MeterRegistry meters) {
        this.limits = limits;
        this.buckets = buckets;
        this.meters = meters;
    }

    /// Takes a token for a request; a problem if there is none.
    Optional<Problem> refusal(TokenBucketKey key) {
        Consumption draw = buckets.draw(key);
        if (draw.granted()) {
            return Optional.empty();
        }
        meters.counter("quadrille.gateway.limited", "limit", key.limit().word()).increment();
        return Optional.of(problem(key.limit(), draw));
    }

    /// Puts a token back that was taken for nothing.
    void giveBack(TokenBucketKey key) {
        buckets.giveBack(key);
    }

    /// The fields are those of draft-ietf-httpapi-ratelimit-headers-10. With nothing remaining, `t`
    /// is the time until the next request is accepted, so it agrees with `Retry-After`.
    private Problem problem(RateLimitKind limit, Consumption draw) {
        Rate rate = limits.of(limit);
        Problem problem =
                Problem.retryLater(
                        ProblemType.TOO_MANY_REQUESTS, limit.refusal(), draw.untilNext());
        HttpHeaders headers = problem.getHeaders();
        String name = '"' + limit.word() + '"';
        headers.set(
                "RateLimit-Policy",
                name + ";q=" + rate.burst() + ";w=" + rate.timeToFill().toSeconds());
        headers.set("RateLimit", name + ";r=0;t=" + headers.getFirst(HttpHeaders.RETRY_AFTER));
        return problem;
    }
}

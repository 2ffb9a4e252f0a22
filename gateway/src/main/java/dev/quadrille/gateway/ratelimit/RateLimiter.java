package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.ratelimit.RateLimitAlgorithm.Consumption;
import dev.quadrille.gateway.ratelimit.RateLimitProperties.Rate;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.springframework.http.HttpHeaders;

/// Rate limiter: consumes one token per request, and creates the 429 response if the bucket is
/// empty.
///
/// Decision record: `docs/decisions/0021-rate-limits.md`.
final class RateLimiter {

    /// Kinds of rate limits. Each kind has one token bucket per owner.
    enum Kind {
        /// Requests of one customer or operator, identified by the token.
        CUSTOMER("Rate limit for this customer exceeded."),

        /// Requests without a token from one client address.
        ANONYMOUS("Rate limit for unauthenticated requests from this address exceeded."),

        /// Token requests, and invalid tokens, from one client address.
        CREDENTIALS("Too many authentication attempts from this address.");

        private final String detail;

        Kind(String detail) {
            this.detail = detail;
        }

        /// Problem detail of a rejected request.
        String detail() {
            return detail;
        }

        /// Name in headers and metrics, such as `customer`.
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whose limit of which kind.
    ///
    /// @param owner a caller name, or a client address
    record Key(Kind kind, String owner) {

        /// The key in Valkey.
        @Override
        public String toString() {
            return "quadrille:" + kind.label() + ":" + owner;
        }
    }

    /// The rate limits of all owners. Each request consumes one token of its owner.
    interface Store {

        /// Consumes a token if one is available.
        Consumption tryConsume(Key key);

        /// Returns a consumed token.
        void returnToken(Key key);
    }

    private final RateLimitProperties limits;
    private final Store buckets;
    private final MeterRegistry meters;

    RateLimiter(RateLimitProperties limits, Store buckets, MeterRegistry meters) {
        this.limits = limits;
        this.buckets = buckets;
        this.meters = meters;
    }

    /// Consumes a token, and waits if the algorithm delays the request. Returns a problem if no
    /// token is available.
    Optional<Problem> tryConsume(Key key) {
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

    void returnToken(Key key) {
        buckets.returnToken(key);
    }

    /// Header fields according to draft-ietf-httpapi-ratelimit-headers-10. If no token remains, `t`
    /// is the time until the next request is accepted and equals `Retry-After`.
    private Problem problem(Kind kind, Consumption consumption) {
        Rate rate = limits.of(kind);
        Problem problem =
                Problem.retryAfter(
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

package dev.quadrille.gateway.resilience;

import io.github.resilience4j.retry.RetryRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Resilience of each call to a service: circuit breaker, bulkhead, and retry with exponential
/// backoff, full jitter and a retry budget.
///
/// Decision record: `docs/decisions/0031-gateway-resilience.md`.
@Component
public final class ResilienceFilter
        implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private final UpstreamResilience resilience;
    private final RetryRegistry retries;
    private final ResilienceProperties.Retry settings;

    ResilienceFilter(
            UpstreamResilience resilience, RetryRegistry retries, ResilienceProperties properties) {
        this.resilience = resilience;
        this.retries = retries;
        this.settings = properties.retry();
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        CallPolicy policy = CallPolicy.of(request);
        RepeatableCall call = new RepeatableCall(request, next, policy, resilience, settings);
        return retries.retry(policy.service().processName())
                .executeCallable(call)
                .responseOrFailure();
    }
}

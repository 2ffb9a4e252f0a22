package dev.quadrille.gateway.resilience;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Settings of the circuit breakers, retries and bulkheads, equal for all services.
@ConfigurationProperties("quadrille.resilience")
public record ResilienceProperties(CircuitBreaker circuitBreaker, Retry retry, Bulkhead bulkhead) {

    /// When a circuit breaker opens, and how it closes.
    ///
    /// @param slidingWindow the number of last calls that determine both rates
    /// @param minimumCalls the number of calls before which the breaker does not open
    /// @param failureRate percentage of failed calls that opens the breaker
    /// @param slowCallRate percentage of slow calls that opens the breaker
    /// @param slowCall a call is slow if its response begins later
    /// @param openDuration time until the open breaker permits trial calls
    /// @param trialCalls calls permitted in the half-open state
    public record CircuitBreaker(
            int slidingWindow,
            int minimumCalls,
            float failureRate,
            float slowCallRate,
            Duration slowCall,
            Duration openDuration,
            int trialCalls) {}

    /// Which failed calls are repeated, and when.
    ///
    /// @param maxAttempts attempts including the first
    /// @param initialBackoff the longest wait before the second attempt; doubles for each further
    /// @param latestStart no retry is decided later than this after the start of the first attempt
    /// @param budget retries permitted per call, such as 0.1
    public record Retry(
            int maxAttempts, Duration initialBackoff, Duration latestStart, double budget) {}

    /// Concurrent calls.
    ///
    /// @param perService concurrent calls to one service
    /// @param fallbackReads concurrent fallback reads at one service, in addition
    /// @param operators concurrent calls of operators to one service, in addition
    public record Bulkhead(int perService, int fallbackReads, int operators) {}
}

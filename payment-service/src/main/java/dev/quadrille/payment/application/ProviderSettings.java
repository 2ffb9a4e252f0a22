package dev.quadrille.payment.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings of the calls to the provider.
///
/// @param connectTimeout the longest time to establish a connection
/// @param responseTimeout the longest time to a response; then the outcome of a call is unknown
/// @param lease the duration of a claim; it must exceed the duration of a call with its retry
/// @param maxBackoff the maximum backoff between two calls for one payment
/// @param cancellationWait how long a first call waits for the cancellation of an order that is
///   past its deadline
/// @param waitDurationInOpenState how long the circuit breaker stays open before it probes
@ConfigurationProperties("quadrille.provider")
public record ProviderSettings(
        String url,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration lease,
        Duration maxBackoff,
        Duration cancellationWait,
        Duration waitDurationInOpenState) {}

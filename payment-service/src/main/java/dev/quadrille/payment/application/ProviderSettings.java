package dev.quadrille.payment.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings of the calls to the provider.
///
/// @param connectWithin the connect timeout
/// @param answerWithin the response timeout; the outcome of a call that exceeds it is unknown
/// @param lease the duration of a claim; it must exceed the duration of a call with its retry
/// @param longestPause the maximum backoff between two calls for one payment
/// @param openFor how long the circuit breaker stays open
@ConfigurationProperties("quadrille.provider")
public record ProviderSettings(
        String url,
        Duration connectWithin,
        Duration answerWithin,
        Duration lease,
        Duration longestPause,
        Duration openFor) {}

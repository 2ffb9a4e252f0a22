package dev.quadrille.payment.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How the provider is asked.
///
/// @param connectWithin the longest that a connection may take
/// @param answerWithin the longest that an answer may take; what takes longer is unknown
/// @param lease how long a claimed payment is left to whoever claimed it; longer than one question
///   can take with its repetition
/// @param longestPause the most between two questions about one payment
/// @param openFor how long the circuit breaker lets nobody ask
@ConfigurationProperties("quadrille.provider")
public record ProviderSettings(
        String url,
        Duration connectWithin,
        Duration answerWithin,
        Duration lease,
        Duration longestPause,
        Duration openFor) {}

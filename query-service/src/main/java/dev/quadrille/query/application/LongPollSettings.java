package dev.quadrille.query.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `quadrille.long-poll`, for requests with `Prefer: wait`.
///
/// @param perCaller the maximum number of waiting requests per caller
/// @param total the maximum number of waiting requests
/// @param unknownOrder the maximum wait for an order that the read model does not have
/// @param poll the interval between two queries for orders that another replica has projected
@ConfigurationProperties("quadrille.long-poll")
public record LongPollSettings(int perCaller, int total, Duration unknownOrder, Duration poll) {}

package dev.quadrille.query.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What is configured under `quadrille.waits`, for requests with `Prefer: wait`.
///
/// @param perCaller how many may wait at the same time for one caller
/// @param total how many may wait at the same time
/// @param unknownOrder how long a request waits for an order that the read model does not have
/// @param poll the pause between two looks at what another replica has projected
@ConfigurationProperties("quadrille.waits")
public record WaitSettings(int perCaller, int total, Duration unknownOrder, Duration poll) {}

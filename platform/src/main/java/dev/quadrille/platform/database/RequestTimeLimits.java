package dev.quadrille.platform.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Time limits of a request that uses the database. Nested: the gateway waits longer for a service
/// than a request may take, and a request may take longer than one of its statements.
///
/// @param limit for all statements of a request together, from the time at which its body is
///   complete
/// @param statement for one statement, at least a second
@ConfigurationProperties("quadrille.request")
public record RequestTimeLimits(Duration limit, Duration statement) {

    public RequestTimeLimits {
        if (statement.toSeconds() < 1 || statement.compareTo(limit) >= 0) {
            throw new IllegalArgumentException(
                    "The limit of a statement must be at least 1 s and less than that of a request: "
                            + "statement %s, request %s".formatted(statement, limit));
        }
    }
}

package dev.quadrille.gateway.upstream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Timeouts and connection pools of upstream calls.
///
/// @param connectionRequestTimeout how long a request waits for a free connection of the pool
/// @param responseTimeout until the head of the response has arrived, and for all reads of its body
///   together
@ConfigurationProperties("quadrille.upstream")
public record UpstreamHttpProperties(
        Duration connectTimeout,
        Duration connectionRequestTimeout,
        Duration responseTimeout,
        Duration longPollResponseTimeout,
        int maxConnectionsPerService,
        int maxConnections,
        int maxLongPollConnections) {

    public Duration responseTimeout(ResponseTimeout timeoutClass) {
        return switch (timeoutClass) {
            case SHORT -> responseTimeout;
            case LONG_POLL -> longPollResponseTimeout;
        };
    }

    int maxConnectionsPerService(ResponseTimeout timeoutClass) {
        return switch (timeoutClass) {
            case SHORT -> maxConnectionsPerService;
            case LONG_POLL -> maxLongPollConnections;
        };
    }

    int maxConnections(ResponseTimeout timeoutClass) {
        return switch (timeoutClass) {
            case SHORT -> maxConnections;
            case LONG_POLL -> maxLongPollConnections;
        };
    }
}

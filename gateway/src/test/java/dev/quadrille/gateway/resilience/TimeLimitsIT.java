package dev.quadrille.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.upstream.UpstreamHttpProperties;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/// Nested time limits: gateway, then request in a service, then statement. The limits of services
/// are in the configuration that all processes share.
@TestInstance(Lifecycle.PER_CLASS)
class TimeLimitsIT {

    /// The longest `Prefer: wait` that query-service accepts.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private RunningGateway gateway;
    private UpstreamHttpProperties upstream;

    @BeforeAll
    void start(@TempDir Path keys) {
        gateway = RunningGateway.startDemo(keys);
        upstream = gateway.bean(UpstreamHttpProperties.class);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void gatewayWaitsLongerThanRequestMayTake() {
        assertThat(limit("quadrille.request.statement")).isLessThan(requestLimit());
        assertThat(requestLimit()).isLessThan(upstream.responseTimeout());
        assertThat(LONGEST_WAIT.plus(requestLimit()))
                .isLessThan(upstream.longPollResponseTimeout());
    }

    /// A client waits for the response to a repeated call no longer than for one response timeout.
    @Test
    void repeatedCallEndsWithinResponseTimeout() {
        ResilienceProperties.Retry retry = gateway.bean(ResilienceProperties.class).retry();
        assertThat(retry.maxAttempts()).isEqualTo(2);
        assertThat(retry.latestStart().plus(retry.initialBackoff()).plus(requestLimit()))
                .isLessThan(upstream.responseTimeout());
    }

    private Duration requestLimit() {
        return limit("quadrille.request.limit");
    }

    private Duration limit(String property) {
        return Binder.get(gateway.bean(Environment.class)).bind(property, Duration.class).get();
    }
}

package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayStartIT {

    @TempDir private Path keys;

    @Test
    void acceptsTokensIssuedBeforeRestart() throws Exception {
        String token;
        try (RunningGateway first = RunningGateway.startDemo(keys)) {
            token = first.client().tokenFor("alice");
        }
        try (RunningGateway second = RunningGateway.startDemo(keys)) {
            assertAccepted(token, second);
        }
    }

    @Test
    void sharesSigningKeyWithReplica() throws Exception {
        try (RunningGateway first = RunningGateway.startDemo(keys);
                RunningGateway second = RunningGateway.startDemo(keys)) {
            assertAccepted(first.client().tokenFor("alice"), second);
            assertAccepted(second.client().tokenFor("bob"), first);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.opentelemetry.enabled=false",
                "management.tracing.export.otlp.enabled=false"
            })
    void forwardsRequestsIfTracingIsDisabled(String property) throws Exception {
        try (StubService service = new StubService();
                RunningGateway gateway =
                        RunningGateway.start(
                                "spring.profiles.active=demo",
                                "quadrille.keys-dir=" + keys,
                                "quadrille.services.query-service=" + service.url(),
                                property)) {
            assertThat(gateway.client().get("/api/products").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void failsToStartWithDemoIssuerOutsideOfDemo() {
        assertThatThrownBy(() -> RunningGateway.start())
                .hasMessageContaining("a public value")
                .hasMessageContaining("issuer-uri")
                .hasMessageContaining("jwk-set-uri");
    }

    @Test
    void issuesNoTokensIfAnotherIssuerIsConfigured() throws Exception {
        String prefix = "spring.security.oauth2.resourceserver.jwt.";
        try (RunningGateway gateway =
                RunningGateway.start(
                        prefix + "issuer-uri=https://issuer.example",
                        prefix + "jwk-set-uri=https://issuer.example/keys")) {
            GatewayClient client = gateway.client();
            assertThat(client.requestToken("alice", "alice-secret", "").statusCode())
                    .isEqualTo(401);
            assertThat(client.get("/oauth2/jwks").statusCode()).isEqualTo(401);
            assertThat(client.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    /// An accepted token results in 503 here, because the services are unavailable.
    private static void assertAccepted(String token, RunningGateway gateway) throws Exception {
        assertThat(
                        gateway.client()
                                .get("/api/orders/1", "Authorization", "Bearer " + token)
                                .statusCode())
                .isEqualTo(503);
    }
}

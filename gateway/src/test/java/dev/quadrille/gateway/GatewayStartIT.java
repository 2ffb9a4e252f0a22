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
    void believesTheTokensOfItsFormerRun() throws Exception {
        String token;
        try (GatewayRun first = GatewayRun.ofTheDemo(keys)) {
            token = first.client().tokenOf("alice");
        }
        try (GatewayRun second = GatewayRun.ofTheDemo(keys)) {
            assertBelieved(token, second);
        }
    }

    @Test
    void sharesItsKeyWithAReplica() throws Exception {
        try (GatewayRun one = GatewayRun.ofTheDemo(keys);
                GatewayRun other = GatewayRun.ofTheDemo(keys)) {
            assertBelieved(one.client().tokenOf("alice"), other);
            assertBelieved(other.client().tokenOf("bob"), one);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.opentelemetry.enabled=false",
                "management.tracing.export.otlp.enabled=false"
            })
    void forwardsRequestsWithoutTraces(String property) throws Exception {
        try (StubService service = new StubService();
                GatewayRun gateway =
                        GatewayRun.start(
                                "spring.profiles.active=demo",
                                "quadrille.keys-dir=" + keys,
                                "quadrille.services.query-service=" + service.url(),
                                property)) {
            assertThat(gateway.client().get("/api/products").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesToStartWithTheDemosIssuerAndWithoutTheDemo() {
        assertThatThrownBy(() -> GatewayRun.start())
                .hasMessageContaining("a value that everybody knows")
                .hasMessageContaining("issuer-uri")
                .hasMessageContaining("jwk-set-uri");
    }

    @Test
    void startsWithAnotherIssuerAndIssuesNoTokensThen() throws Exception {
        String prefix = "spring.security.oauth2.resourceserver.jwt.";
        try (GatewayRun gateway =
                GatewayRun.start(
                        prefix + "issuer-uri=https://issuer.example",
                        prefix + "jwk-set-uri=https://issuer.example/keys")) {
            Client client = gateway.client();
            assertThat(client.askForToken("alice", "alice-secret", "").statusCode()).isEqualTo(401);
            assertThat(client.get("/oauth2/jwks").statusCode()).isEqualTo(401);
            assertThat(client.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    /// The services are away, so a believed token leads to a 503.
    private static void assertBelieved(String token, GatewayRun gateway) throws Exception {
        assertThat(
                        gateway.client()
                                .get("/api/orders/1", "Authorization", "Bearer " + token)
                                .statusCode())
                .isEqualTo(503);
    }
}

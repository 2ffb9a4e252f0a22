package dev.quadrille.local.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.local.StackFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTlsTest {

    private static final Path PROJECT = Path.of("/project");
    private static final Path KEYS = Path.of("/home/gateway");

    @Test
    void isOffByDefault() {
        assertThat(GatewayTls.from(Map.of())).isEqualTo(GatewayTls.OFF);
        assertThat(GatewayTls.OFF.environment()).containsExactly(Map.entry("QUADRILLE_TLS", "off"));
    }

    @Test
    void trustsTheCertificateThatTheGatewayCreates() {
        GatewayTls tls = GatewayTls.from(Map.of("QUADRILLE_TLS", "on"));

        assertThat(tls.origin()).isEqualTo("https://localhost");
        assertThat(tls.environment()).containsExactly(Map.entry("QUADRILLE_TLS", "on"));
        assertThat(tls.certificate(PROJECT, KEYS)).isEqualTo(KEYS.resolve("tls-certificate.pem"));
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/tls/shop.pem, /etc/tls/shop.pem",
        "file:/etc/tls/shop.pem, /etc/tls/shop.pem",
        "file:///etc/tls/shop.pem, /etc/tls/shop.pem",
        "tls/shop.pem, /project/tls/shop.pem"
    })
    void trustsASuppliedCertificate(String location, Path expected) {
        GatewayTls tls =
                GatewayTls.from(
                        Map.of(
                                "QUADRILLE_TLS",
                                "on",
                                "SPRING_SSL_BUNDLE_PEM_GATEWAY_KEYSTORE_CERTIFICATE",
                                location));

        assertThat(tls.certificate(PROJECT, KEYS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "ON", "1"})
    void rejectsOtherValues(String value) {
        assertThatThrownBy(() -> GatewayTls.from(Map.of("QUADRILLE_TLS", value)))
                .isInstanceOf(StackFailure.class)
                .hasMessage("QUADRILLE_TLS must be on or off, not " + value + ".");
    }
}

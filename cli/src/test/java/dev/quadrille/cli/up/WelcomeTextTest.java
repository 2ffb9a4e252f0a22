package dev.quadrille.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.StackLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WelcomeTextTest {

    @Test
    void printsHttpAddressesWithoutTls() {
        assertThat(text(Map.of()))
                .contains(
                        "  API        http://localhost:8080/api\n",
                        "  curl -i http://localhost:8080/api/orders \\\n")
                .doesNotContain("https");
    }

    @Test
    void printsHttpsAddressesAndCertificateWithTls() {
        assertThat(text(Map.of("QUADRILLE_TLS", "on", "QUADRILLE_HOME", "/my home")))
                .contains(
                        "  API        https://localhost:8080/api\n",
                        "  Health     https://localhost:8080/actuator/health\n",
                        "  curl --cacert '/my home/gateway/tls-certificate.pem' -i"
                                + " https://localhost:8080/api/orders \\\n");
    }

    private static String text(Map<String, String> environment) {
        return WelcomeText.of(
                Duration.ofSeconds(12), StackLayout.of(Path.of("/project"), environment));
    }
}

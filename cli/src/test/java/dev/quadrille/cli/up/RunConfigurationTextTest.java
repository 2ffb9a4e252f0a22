package dev.quadrille.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.RunConfiguration;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunConfigurationTextTest {

    @Test
    void printsAllFieldsOfARunConfiguration() {
        RunConfiguration configuration =
                new RunConfiguration(
                        "order-service",
                        "dev.quadrille.order.OrderServiceApplication",
                        Path.of("/project"),
                        new TreeMap<>(
                                Map.of("SERVER_PORT", "8081", "SERVER_ADDRESS", "127.0.0.1")));

        assertThat(RunConfigurationText.of(configuration))
                .isEqualTo(
                        """

                        order-service was left out. Run it in your IDE with:

                          Module             order-service
                          Main class         dev.quadrille.order.OrderServiceApplication
                          Working directory  /project
                          Program arguments  none
                          Environment variables:

                        SERVER_ADDRESS=127.0.0.1
                        SERVER_PORT=8081\
                        """);
    }
}

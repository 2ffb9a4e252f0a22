package dev.quadrille.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunConfigurationTest {

    private final StackLayout layout =
            new StackLayout(Path.of("/project"), Path.of("/home"), Ports.offset(10))
                    .tracedAs(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:16696"));

    @Test
    void hasTheMainClassAndTheWorkingDirectoryOfTheStack() {
        RunConfiguration configuration = RunConfiguration.of(Component.ORDER_SERVICE, layout);

        assertThat(configuration.module()).isEqualTo("order-service");
        assertThat(configuration.mainClass())
                .isEqualTo("dev.quadrille.order.OrderServiceApplication");
        assertThat(configuration.workingDirectory()).isEqualTo(Path.of("/project"));
    }

    @Test
    void hasThePortsTheDatabaseAndTheTelemetryOfTheStack() {
        assertThat(RunConfiguration.of(Component.ORDER_SERVICE, layout).environment())
                .containsEntry("SERVER_PORT", "8091")
                .containsEntry("MANAGEMENT_SERVER_PORT", "9091")
                .containsEntry("SPRING_PROFILES_ACTIVE", "demo,chaos")
                .containsEntry(
                        "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:15442/order_service")
                .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19102")
                .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:16696");
    }
}

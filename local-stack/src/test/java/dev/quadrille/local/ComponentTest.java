package dev.quadrille.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentTest {

    private final StackLayout layout =
            new StackLayout(Path.of("/project"), Path.of("/home"), Ports.offset(10));

    @Test
    void isFoundByProcessName() {
        assertThat(Component.named("order-service")).contains(Component.ORDER_SERVICE);
        assertThat(Component.named("billing")).isEmpty();
    }

    @Test
    void configuresASeparateDatabaseAndRoleForEachService() {
        assertThat(EnvironmentBinding.DATABASE.environment(Component.ORDER_SERVICE, layout))
                .containsEntry(
                        "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:15442/order_service")
                .containsEntry("SPRING_DATASOURCE_USERNAME", "order_service");
    }

    @Test
    void configuresTheGatewayWithTheAddressOfEachService() {
        assertThat(EnvironmentBinding.ROUTES.environment(Component.GATEWAY, layout))
                .containsOnlyKeys(
                        "QUADRILLE_ORDER_SERVICE_URL",
                        "QUADRILLE_INVENTORY_SERVICE_URL",
                        "QUADRILLE_PAYMENT_SERVICE_URL",
                        "QUADRILLE_SHIPPING_SERVICE_URL",
                        "QUADRILLE_QUERY_SERVICE_URL")
                .containsEntry("QUADRILLE_ORDER_SERVICE_URL", "http://127.0.0.1:8091");
    }

    @Test
    void configuresTheGatewayWithTheAddressesOfAllInstances() {
        StackLayout replicated = layout.replicatedAs(Map.of(Component.ORDER_SERVICE, 3));

        assertThat(EnvironmentBinding.ROUTES.environment(Component.GATEWAY, replicated))
                .containsEntry(
                        "QUADRILLE_ORDER_SERVICE_URL",
                        "http://127.0.0.1:8091,http://127.0.0.1:8101,http://127.0.0.1:8111")
                .containsEntry("QUADRILLE_QUERY_SERVICE_URL", "http://127.0.0.1:8095");
    }

    @Test
    void readsTheKeySetOnTheManagementPortOfTheGateway() {
        assertThat(EnvironmentBinding.KEY_SET.environment(Component.ORDER_SERVICE, layout))
                .containsEntry(
                        "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWKSETURI",
                        "http://127.0.0.1:9090/oauth2/jwks");
    }

    @Test
    void usesHttpsForTheGatewayOnlyIfTlsIsOn() {
        StackLayout secure = StackLayout.of(Path.of("/project"), Map.of("QUADRILLE_TLS", "on"));

        assertThat(secure.url(Component.GATEWAY)).isEqualTo("https://localhost:8080");
        assertThat(secure.url(Component.ORDER_SERVICE)).isEqualTo("http://127.0.0.1:8081");
        assertThat(secure.certificate())
                .contains(Path.of("/project/.quadrille/gateway/tls-certificate.pem"));
        assertThat(EnvironmentBinding.TLS.environment(Component.GATEWAY, secure))
                .containsEntry("QUADRILLE_TLS", "on");
        assertThat(layout.url(Component.GATEWAY)).isEqualTo("http://127.0.0.1:8090");
        assertThat(layout.certificate()).isEmpty();
    }

    @Test
    void storesDataInTheConfiguredDirectory() {
        StackLayout configured =
                StackLayout.of(Path.of("/project"), Map.of("QUADRILLE_HOME", "/data/quadrille"));

        assertThat(configured.data(Component.POSTGRES))
                .isEqualTo(Path.of("/data/quadrille/postgres"));
        assertThat(StackLayout.of(Path.of("/project"), Map.of()).home())
                .isEqualTo(Path.of("/project/.quadrille"));
    }
}

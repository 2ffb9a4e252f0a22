package dev.quadrille.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.Component;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpOptionsTest {

    @Test
    void startsAllComponentsByDefault() {
        UpOptions options = UpOptions.parse(List.of());

        assertThat(options.leftOut()).isEmpty();
        assertThat(options.started()).containsExactly(Component.values());
    }

    @Test
    void leavesServicesOut() {
        UpOptions options = UpOptions.parse(List.of("--without", "query-service,order-service"));

        assertThat(options.leftOut())
                .containsExactly(Component.ORDER_SERVICE, Component.QUERY_SERVICE);
        assertThat(options.started())
                .hasSize(Component.values().length - 2)
                .doesNotContain(Component.ORDER_SERVICE, Component.QUERY_SERVICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "postgres", "kafka", "order-service,", "ORDER_SERVICE"})
    void listsTheValidNamesWhenOneIsUnknown(String names) {
        assertThatThrownBy(() -> UpOptions.parse(List.of("--without", names)))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("Unknown service \"")
                .hasMessageContaining("payment-provider, order-service, inventory-service");
    }

    @Test
    void startsSeveralInstances() {
        UpOptions options =
                UpOptions.parse(List.of("--replicas", "payment-service=2,query-service=8"));

        assertThat(options.replicas())
                .isEqualTo(Map.of(Component.PAYMENT_SERVICE, 2, Component.QUERY_SERVICE, 8));
        assertThat(options.started()).containsExactly(Component.values());
    }

    @ParameterizedTest
    @CsvSource({
        "payments=2, Unknown service \"payments\" after --replicas",
        "=2, Unknown service \"\" after --replicas",
        "kafka=2, Unknown service \"kafka\" after --replicas",
        "gateway=2, gateway cannot have replicas",
        "payment-provider=2, payment-provider cannot have replicas",
        "payment-service, --replicas needs a number from 1 to 8",
        "payment-service=, --replicas needs a number from 1 to 8",
        "payment-service=0, --replicas needs a number from 1 to 8",
        "payment-service=-1, --replicas needs a number from 1 to 8",
        "payment-service=9, --replicas needs a number from 1 to 8",
        "payment-service=2=3, --replicas needs a number from 1 to 8"
    })
    void rejectsInvalidReplicas(String value, String message) {
        assertThatThrownBy(() -> UpOptions.parse(List.of("--replicas", value)))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining(message);
    }

    @Test
    void rejectsServiceThatIsNamedTwice() {
        String twice = "payment-service=2,payment-service=3";

        assertThatThrownBy(() -> UpOptions.parse(List.of("--replicas", twice)))
                .isInstanceOf(UsageError.class)
                .hasMessage("payment-service is in --replicas more than once.");
    }

    @Test
    void rejectsReplicasOfServiceThatIsLeftOut() {
        List<String> both =
                List.of("--without", "payment-service", "--replicas", "payment-service=2");

        assertThatThrownBy(() -> UpOptions.parse(both))
                .isInstanceOf(UsageError.class)
                .hasMessage("payment-service is in both --without and --replicas.");
    }

    @Test
    void rejectsMoreInstancesThanTheDatabaseHasConnectionsFor() {
        List<String> many = List.of("--replicas", "payment-service=8,query-service=8");

        assertThatThrownBy(() -> UpOptions.parse(many))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("--replicas makes 19 processes");
    }

    @Test
    void rejectsOtherArguments() {
        assertThatThrownBy(() -> UpOptions.parse(List.of("order-service")))
                .isInstanceOf(UsageError.class);
        assertThatThrownBy(() -> UpOptions.parse(List.of("--without")))
                .isInstanceOf(UsageError.class);
    }
}

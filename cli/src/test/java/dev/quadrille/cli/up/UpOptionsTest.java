package dev.quadrille.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.Component;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void rejectsOtherArguments() {
        assertThatThrownBy(() -> UpOptions.parse(List.of("order-service")))
                .isInstanceOf(UsageError.class);
        assertThatThrownBy(() -> UpOptions.parse(List.of("--without")))
                .isInstanceOf(UsageError.class);
    }
}

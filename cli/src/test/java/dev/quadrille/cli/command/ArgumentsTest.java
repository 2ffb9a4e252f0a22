package dev.quadrille.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final Map<String, String> DEFAULTS = Map.of("--sku", "MUG", "--quantity", "1");

    @Test
    void usesDefaultsForMissingOptions() {
        assertThat(Arguments.options(List.of("--quantity", "3"), DEFAULTS))
                .isEqualTo(Map.of("--sku", "MUG", "--quantity", "3"));
    }

    @Test
    void listsTheValidOptionsWhenOneIsUnknown() {
        assertThatThrownBy(() -> Arguments.options(List.of("--color", "red"), DEFAULTS))
                .isInstanceOf(UsageError.class)
                .hasMessage("Unknown option --color. Valid options:\n--quantity, --sku");
    }

    @Test
    void rejectsAnOptionWithoutAValue() {
        assertThatThrownBy(() -> Arguments.options(List.of("--sku"), DEFAULTS))
                .isInstanceOf(UsageError.class)
                .hasMessage("--sku needs a value.");
    }

    @Test
    void rejectsUnexpectedArguments() {
        assertThatThrownBy(() -> Arguments.requireNone(List.of("now")))
                .isInstanceOf(UsageError.class)
                .hasMessage("Unexpected arguments: now");
    }
}

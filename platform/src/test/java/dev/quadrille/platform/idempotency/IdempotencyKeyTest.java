package dev.quadrille.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.platform.problem.Problem;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a, a",
                "8e03978e-40d5-43dd-bc93-6894a57f9324, 8e03978e-40d5-43dd-bc93-6894a57f9324",
                "\"quoted\", quoted",
                "~!#$%&'()*+-./:;<=>?@[]^_{|}, ~!#$%&'()*+-./:;<=>?@[]^_{|}"
            })
    void acceptsBareAndQuotedKeys(String header, String value) {
        assertThat(IdempotencyKey.of(header).value()).isEqualTo(value);
    }

    @Test
    void acceptsUpTo255Characters() {
        String longest = "k".repeat(255);
        assertThat(IdempotencyKey.of(longest).value()).isEqualTo(longest);
        assertThat(IdempotencyKey.of("\"" + longest + "\"").value()).isEqualTo(longest);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @MethodSource
    void rejectsInvalidKeys(@Nullable String header) {
        assertThatThrownBy(() -> IdempotencyKey.of(header)).isInstanceOf(Problem.class);
    }

    static Stream<String> rejectsInvalidKeys() {
        return Stream.of(
                " ",
                "two words",
                " lead",
                "\"",
                "\"\"",
                "\"open",
                "open\"",
                "in\"side",
                "\"in\"side\"",
                "caf\u00e9",
                "line\nbreak",
                "tab\t",
                "\u0000",
                "k".repeat(256));
    }
}

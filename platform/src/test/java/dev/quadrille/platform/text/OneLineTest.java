package dev.quadrille.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void countsCodePointsAndReportsLimit() {
        assertThat(messages("\ud83d\ude00".repeat(3))).isEmpty();
        assertThat(messages("\ud83d\ude00".repeat(4)))
                .containsExactly(
                        "must be one line of text of 1 to 3 characters, at least one of them"
                                + " visible");
        assertThat(messages("\u200b")).hasSize(1);
    }

    @Test
    void acceptsNull() {
        assertThat(messages(null)).isEmpty();
    }

    private static List<String> messages(@Nullable String text) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(new Named(text)).stream()
                    .map(ConstraintViolation::getMessage)
                    .toList();
        }
    }

    private record Named(@OneLine(max = 3) @Nullable String name) {}
}

package dev.quadrille.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.platform.problem.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "               |               | true  | true",
                "*              |               | true  | false",
                "\"a\"          |               | true  | false",
                "\"b\", \"a\"   |               | true  | false",
                "\"b\"          |               | false | false",
                "\"a,b\"        |               | false | false",
                "W/\"a\"        |               | false | false",
                "               | *             | false | true",
                "               | \"a\"         | false | true",
                "               | W/\"a\"       | false | true",
                "               | \"b\",\"c\"   | true  | true",
                "\"a\"          | \"a\"         | false | false",
                "\"a\"          | \"b\"         | true  | false"
            })
    void holdAccordingToRfc9110(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            boolean holdForTagA,
            boolean holdWithoutTag) {
        Preconditions preconditions = Preconditions.of(ifMatch, ifNoneMatch);

        assertThat(preconditions.hold(Optional.of("\"a\""))).isEqualTo(holdForTagA);
        assertThat(preconditions.hold(Optional.empty())).isEqualTo(holdWithoutTag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\"a", "\"a\" \"b\"", "*, \"a\"", "W/a", "\"a\","})
    void rejectsInvalidEntityTagList(String malformed) {
        assertThatThrownBy(() -> Preconditions.of(malformed, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Preconditions.of(null, malformed)).isInstanceOf(Problem.class);
    }
}

package dev.quadrille.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class UnreadableBodyTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[{\"quantity\":1}",
                "{\"items\":[{\"quantity\":1",
                "{\"items\":[{\"quantity\":}]}",
                "{\"items\":[nothing]}",
                "{"
            })
    void reportsInvalidJson(String body) {
        Problem problem = problemOf(body);

        assertThat(problem.getBody().getDetail())
                .isEqualTo("The body is missing or is not valid JSON.");
        assertThat(problem.getBody().getProperties()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"items":[{"quantity":1},{"quantity":99999999999}]} | /items/1/quantity | invalid value for this field
                    {"items":[{"quantity":[]}]} | /items/0/quantity | invalid value for this field
                    {"items":[{"quantity":1,"a/b":1}]} | /items/0/a~1b | unknown field
                    """)
    void reportsPointerOfInvalidField(String body, String pointer, String detail) {
        assertThat(problemOf(body).getBody().getProperties())
                .containsEntry("errors", List.of(new Problem.FieldError(pointer, detail)));
    }

    @Test
    void truncatesLongFieldNames() {
        Problem problem = problemOf("{\"" + "x".repeat(5000) + "\":1}");

        assertThat(String.valueOf(problem.getBody().getProperties())).hasSizeLessThan(300);
    }

    @Test
    void doesNotSplitSurrogatePairs() {
        Problem problem = problemOf("{\"" + "x".repeat(99) + "\ud83d\ude00y\":1}");

        assertThat(problem.getBody().getProperties())
                .containsEntry(
                        "errors",
                        List.of(
                                new Problem.FieldError(
                                        "/" + "x".repeat(99) + "\ud83d\ude00", "unknown field")));
    }

    private static Problem problemOf(String body) {
        JacksonException unreadable =
                catchThrowableOfType(
                        JacksonException.class, () -> JSON.readValue(body, Order.class));
        return UnreadableBody.asProblem(
                new HttpMessageNotReadableException(
                        "unreadable", unreadable, new MockHttpInputMessage(new byte[0])));
    }

    record Order(List<Line> items) {}

    record Line(int quantity) {}
}

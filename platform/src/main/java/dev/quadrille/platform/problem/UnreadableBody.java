package dev.quadrille.platform.problem;

import dev.quadrille.platform.text.PlainText;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Locates the error in a body that could not be parsed, without the parser's message.
final class UnreadableBody {

    private UnreadableBody() {}

    static Problem asProblem(HttpMessageNotReadableException exception) {
        return switch (exception.getCause()) {
            case UnrecognizedPropertyException unknown -> at(unknown, "unknown field");
            // The location is where parsing stopped, which is where the JSON became invalid.
            case StreamReadException broken when !(broken instanceof InputCoercionException) ->
                    notJson();
            case JacksonException other when !other.getPath().isEmpty() ->
                    at(other, "invalid value for this field");
            case null, default -> notJson();
        };
    }

    private static Problem notJson() {
        return Problem.of(ProblemType.INVALID_REQUEST, "The body is missing or is not valid JSON.");
    }

    private static Problem at(JacksonException exception, String detail) {
        return Problem.of(
                ProblemType.INVALID_REQUEST,
                "The body is invalid.",
                List.of(new Problem.FieldError(pointer(exception), detail)));
    }

    private static String pointer(JacksonException exception) {
        return exception.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null
                                ? "" + step.getIndex()
                                : escaped(step.getPropertyName()))
                .collect(Collectors.joining("/", "/", ""));
    }

    /// A name from the client: escaped by RFC 6901 and truncated, so that the response stays small.
    private static String escaped(String name) {
        return PlainText.first(name, 100).replace("~", "~0").replace("/", "~1");
    }
}

package dev.quadrille.platform.problem;

import dev.quadrille.platform.text.PlainText;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says where a body that could not be read went wrong, without the words of the parser.
final class UnreadableBody {

    private UnreadableBody() {}

    static Problem asProblem(HttpMessageNotReadableException exception) {
        return switch (exception.getCause()) {
            case UnrecognizedPropertyException unknown -> at(unknown, "this field is not known");
            // It tells where reading stopped, which is wherever the JSON broke off.
            case StreamReadException broken when !(broken instanceof InputCoercionException) ->
                    notJson();
            case JacksonException other when !other.getPath().isEmpty() ->
                    at(other, "this is not a value that the field takes");
            case null, default -> notJson();
        };
    }

    private static Problem notJson() {
        return Problem.of(ProblemType.INVALID_REQUEST, "The body is missing or is not valid JSON.");
    }

    private static Problem at(JacksonException exception, String detail) {
        return Problem.of(
                ProblemType.INVALID_REQUEST,
                "The body breaks a rule.",
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

    /// A name that the client chose: escaped as RFC 6901 asks, and cut, so that an answer cannot be
    /// made large.
    private static String escaped(String name) {
        return PlainText.first(name, 100).replace("~", "~0").replace("/", "~1");
    }
}

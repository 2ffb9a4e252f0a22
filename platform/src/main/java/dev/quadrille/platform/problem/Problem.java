package dev.quadrille.platform.problem;

import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// An error response (RFC 9457). Thrown by web adapters only; the detail describes the caller's
/// mistake, never internals.
public final class Problem extends ErrorResponseException {

    private Problem(ProblemType type, ProblemDetail body) {
        super(type.status(), body, null);
        if (type == ProblemType.FORBIDDEN) {
            // Required for a token that does not enable the access (RFC 6750, section 3).
            getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
        }
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, body(type, detail));
    }

    /// A temporary refusal: the caller may retry after the given time, rounded up to whole seconds.
    public static Problem retryLater(ProblemType type, String detail, Duration after) {
        Problem problem = of(type, detail);
        long seconds = Math.max(1, after.plusMillis(999).toSeconds());
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }

    /// A problem to which several parts of the request contribute.
    public static Problem of(ProblemType type, String detail, List<FieldError> errors) {
        ProblemDetail body = body(type, detail);
        body.setProperty("errors", errors);
        return new Problem(type, body);
    }

    static ProblemDetail body(ProblemType type, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(type.status(), detail);
        body.setType(type.uri());
        body.setTitle(type.title());
        return body;
    }

    /// An error in one part of a request: a JSON pointer (RFC 6901) into the body, or the name of a
    /// parameter.
    public record FieldError(String pointer, String detail) {}
}

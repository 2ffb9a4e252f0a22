package dev.quadrille.platform.problem;

import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// An answer that says no. Thrown by web adapters only; what the caller did wrong goes into the
/// detail, never what the inside looks like.
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

    /// A refusal for now: the caller may come again after the given time, rounded up to whole
    /// seconds.
    public static Problem retryLater(ProblemType type, String detail, Duration after) {
        Problem problem = of(type, detail);
        long seconds = Math.max(1, after.plusMillis(999).toSeconds());
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }

    /// A problem that several parts of the request share in.
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

    /// What is wrong with one part of a request: a JSON pointer (RFC 6901) into the body, or the
    /// name of a parameter.
    public record FieldError(String pointer, String detail) {}
}

package dev.quadrille.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// An error response (RFC 9457). Thrown by web adapters only; the detail describes the caller's
/// mistake, never internals.
public final class Problem extends ErrorResponseException {

    private static final int MAX_JITTER_SECONDS = 2;

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

    /// A temporary rejection that may affect many callers, such as overload: the caller may retry
    /// after the given time. `Retry-After` has jitter, up to two seconds, so that the rejected
    /// callers do not return at the same time.
    ///
    /// @param atLeast rounded up to whole seconds, at least one
    public static Problem retryLater(ProblemType type, String detail, Duration atLeast) {
        int jitter = ThreadLocalRandom.current().nextInt(MAX_JITTER_SECONDS + 1);
        return retryAfter(type, detail, wholeSeconds(atLeast).plusSeconds(jitter));
    }

    /// A temporary rejection of one caller, who may retry after exactly this time.
    ///
    /// @param after rounded up to whole seconds, at least one
    public static Problem retryAfter(ProblemType type, String detail, Duration after) {
        Problem problem = of(type, detail);
        long seconds = wholeSeconds(after).toSeconds();
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }

    private static Duration wholeSeconds(Duration duration) {
        return Duration.ofSeconds(Math.max(1, duration.plusMillis(999).toSeconds()));
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

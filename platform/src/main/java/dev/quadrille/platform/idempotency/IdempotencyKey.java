package dev.quadrille.platform.idempotency;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The value of the header: up to 255 visible ASCII characters, bare or as a quoted string. (IETF
/// draft *The Idempotency-Key HTTP Header Field*; the bare form is what most clients send.)
public record IdempotencyKey(String value) {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM =
            Pattern.compile("\"([\\x21\\x23-\\x7e]{1,255})\"|([\\x21\\x23-\\x7e]{1,255})");

    /// Reads the header. Throws a {@link Problem} if it is missing or malformed.
    public static IdempotencyKey of(@Nullable String header) {
        Matcher matcher = FORM.matcher(header == null ? "" : header);
        if (!matcher.matches()) {
            throw Problem.of(
                    ProblemType.INVALID_IDEMPOTENCY_KEY,
                    "Send an Idempotency-Key of 1 to 255 visible characters, the same for every repetition of a request.");
        }
        return new IdempotencyKey(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }

    /// The problem for a key that was used with another request.
    public static Problem reused() {
        return Problem.of(
                ProblemType.IDEMPOTENCY_KEY_REUSED, "Use a new key for a different request.");
    }

    /// The problem for a key whose first request is still in progress.
    public static Problem inProgress() {
        return Problem.of(
                ProblemType.REQUEST_IN_PROGRESS, "Wait for the response to the first request.");
    }
}

package dev.quadrille.gateway.route;

import static java.util.Comparator.naturalOrder;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.coyote.BadRequestException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.util.DeadlineTimeoutException;

/// The ways in which a call can bring no answer. What tells more comes first.
enum UpstreamFailure {
    /// The client's own body did not arrive whole.
    BROKEN_REQUEST(ProblemType.INVALID_REQUEST, "The body did not arrive."),
    /// The request was not sent: the service is away, or too busy to take one more connection.
    NOT_REACHED(ProblemType.UNAVAILABLE, "The service is away or busy; nothing was changed."),
    /// The request was sent, and nobody knows what became of it.
    NO_ANSWER_IN_TIME(
            ProblemType.TIMEOUT,
            "The service did not answer in time; the request may still be carried out."),
    /// As above: the connection broke before the whole answer was there.
    BROKEN_ANSWER(
            ProblemType.BAD_GATEWAY,
            "The service broke off; the request may have been carried out.");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ProblemType type;
    private final String detail;

    UpstreamFailure(ProblemType type, String detail) {
        this.type = type;
        this.detail = detail;
    }

    static UpstreamFailure of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .map(UpstreamFailure::asSaidBy)
                .min(naturalOrder())
                .orElse(BROKEN_ANSWER);
    }

    private static UpstreamFailure asSaidBy(Throwable cause) {
        return switch (cause) {
            case BadRequestException _ -> BROKEN_REQUEST;
            case ConnectException _,
                    ConnectTimeoutException _,
                    ConnectionRequestTimeoutException _,
                    DeadlineTimeoutException _,
                    UnknownHostException _,
                    NoRouteToHostException _ ->
                    NOT_REACHED;
            case SocketTimeoutException _ -> NO_ANSWER_IN_TIME;
            default -> BROKEN_ANSWER;
        };
    }

    /// What the client is told.
    Problem problem() {
        return this == NOT_REACHED
                ? Problem.retryLater(type, detail, RETRY_AFTER)
                : Problem.of(type, detail);
    }

    /// Whether an operator should hear of it.
    boolean isOurs() {
        return this != BROKEN_REQUEST;
    }
}

package dev.quadrille.gateway.upstream;

import static java.util.Comparator.naturalOrder;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.coyote.BadRequestException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.util.DeadlineTimeoutException;

/// Kinds of failed upstream calls, the most specific first: it determines which exception of a
/// cause chain decides.
public enum UpstreamFailure {
    INCOMPLETE_REQUEST(ProblemType.INVALID_REQUEST, "The request body is incomplete."),
    /// The request was not sent: no connection to the service is possible.
    UNREACHABLE(
            ProblemType.UNAVAILABLE,
            "The service is unavailable or overloaded; nothing was changed."),
    /// The request was not sent: no connection of the pool is free.
    NO_FREE_CONNECTION(
            ProblemType.UNAVAILABLE,
            "The service is unavailable or overloaded; nothing was changed."),
    /// The request was sent. Its outcome is unknown.
    RESPONSE_TIMEOUT(
            ProblemType.TIMEOUT,
            "The service did not respond in time; it may still process the request."),
    /// The request was sent, and the connection failed before the end of the response. The outcome
    /// is unknown.
    INCOMPLETE_RESPONSE(
            ProblemType.BAD_GATEWAY,
            "The response of the service is incomplete; it may have processed the request.");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ProblemType type;
    private final String detail;

    UpstreamFailure(ProblemType type, String detail) {
        this.type = type;
        this.detail = detail;
    }

    public static UpstreamFailure of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .map(UpstreamFailure::classify)
                .min(naturalOrder())
                .orElse(INCOMPLETE_RESPONSE);
    }

    private static UpstreamFailure classify(Throwable cause) {
        return switch (cause) {
            case BadRequestException _ -> INCOMPLETE_REQUEST;
            case ConnectException _,
                    ConnectTimeoutException _,
                    UnknownHostException _,
                    NoRouteToHostException _,
                    SSLHandshakeException _ ->
                    UNREACHABLE;
            case ConnectionRequestTimeoutException _, DeadlineTimeoutException _ ->
                    NO_FREE_CONNECTION;
            case SocketTimeoutException _ -> RESPONSE_TIMEOUT;
            default -> INCOMPLETE_RESPONSE;
        };
    }

    Problem problem() {
        return type == ProblemType.UNAVAILABLE
                ? Problem.retryLater(type, detail, RETRY_AFTER)
                : Problem.of(type, detail);
    }

    public boolean isClientFault() {
        return this == INCOMPLETE_REQUEST;
    }
}

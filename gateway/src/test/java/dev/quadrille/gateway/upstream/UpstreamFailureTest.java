package dev.quadrille.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.util.Deadline;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.ResourceAccessException;

class UpstreamFailureTest {

    @ParameterizedTest
    @MethodSource("unsent")
    void setsRetryAfterIfRequestWasNotSent(IOException cause, UpstreamFailure kind) {
        UpstreamFailure failure = failureOf(cause);

        assertThat(failure).isEqualTo(kind);
        assertThat(failure.problem().getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isIn("2", "3", "4");
    }

    static Stream<Arguments> unsent() {
        return Stream.of(
                arguments(new ConnectException(), UpstreamFailure.UNREACHABLE),
                arguments(new ConnectTimeoutException("timeout"), UpstreamFailure.UNREACHABLE),
                arguments(new UnknownHostException(), UpstreamFailure.UNREACHABLE),
                arguments(new SSLHandshakeException("refused"), UpstreamFailure.UNREACHABLE),
                arguments(
                        new ConnectionRequestTimeoutException("timeout"),
                        UpstreamFailure.NO_FREE_CONNECTION));
    }

    @Test
    void distinguishesExhaustedPoolFromUnreachableService() {
        DeadlineTimeoutException expired =
                DeadlineTimeoutException.from(Deadline.calculate(TimeValue.ZERO_MILLISECONDS));

        assertThat(failureOf(new RequestFailedException("Request execution failed", expired)))
                .isEqualTo(UpstreamFailure.NO_FREE_CONNECTION);
    }

    @Test
    void distinguishesTimeoutFromBrokenConnection() {
        assertThat(failureOf(new SocketTimeoutException("Read timed out")))
                .isEqualTo(UpstreamFailure.RESPONSE_TIMEOUT);
        assertThat(failureOf(new SocketException("Connection reset")))
                .isEqualTo(UpstreamFailure.INCOMPLETE_RESPONSE);
        assertThat(failureOf(new NoHttpResponseException("failed to respond")))
                .isEqualTo(UpstreamFailure.INCOMPLETE_RESPONSE);
    }

    @Test
    void classifiesClientAbortAsIncompleteRequest() {
        assertThat(failureOf(new ClientAbortException(new SocketTimeoutException())))
                .isEqualTo(UpstreamFailure.INCOMPLETE_REQUEST);
    }

    private static UpstreamFailure failureOf(IOException cause) {
        return UpstreamFailure.of(new ResourceAccessException("I/O error", cause));
    }
}

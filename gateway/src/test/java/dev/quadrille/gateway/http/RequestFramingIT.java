package dev.quadrille.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.StubService;
import dev.quadrille.gateway.StubService.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a request begins and ends: request smuggling (RFC 9112, 11.2), pipelining, other forms of
/// the request line, and requests that never end.
@TestInstance(Lifecycle.PER_CLASS)
class RequestFramingIT {

    private static final String SMUGGLED = "GET /api/products/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    /// An empty chunked body, followed by a second request.
    private static final String EMPTY_BODY_AND_SMUGGLED = "0\r\n\r\n" + SMUGGLED;

    private final StubService service = new StubService();
    @TempDir private static Path keys;
    private RunningGateway gateway;
    private String alice;

    @BeforeAll
    void start() throws Exception {
        gateway =
                RunningGateway.start(
                        "spring.profiles.active=demo",
                        "quadrille.keys-dir=" + keys,
                        "quadrille.services.order-service=" + service.url(),
                        "quadrille.services.query-service=" + service.url());
        alice = "Bearer " + gateway.client().tokenFor("alice");
    }

    @BeforeEach
    void resetService() {
        service.respondWith(exchange -> StubService.respond(exchange, 200, "{}"));
    }

    @AfterAll
    void stop() {
        gateway.close();
        service.close();
    }

    /// The length covers the second request, so that it is either a part of the body or beyond the
    /// chunked body, but never a request.
    static Stream<String> ambiguousLengths() {
        String length = "Content-Length: " + EMPTY_BODY_AND_SMUGGLED.length();
        String chunked = "Transfer-Encoding: chunked";
        return Stream.of(
                length + "\r\n" + chunked,
                chunked + "\r\n" + length,
                length + "\r\nContent-Length: 5",
                "Content-Length: 5\r\n" + length,
                length + "\r\n" + length,
                length + ", 5",
                length.replace(": ", ": +"),
                length.replace(": ", ": -"),
                length + " 5",
                "Content-Length: 0x5",
                "Content-Length:",
                "Content-Length: 99999999999999999999",
                length + "\r\nTransfer-Encoding: xchunked",
                length + "\r\nTransfer-Encoding : chunked",
                length + "\r\nTransfer-Encoding: chunked, identity",
                length + "\r\nTransfer-Encoding: identity, chunked",
                length + "\r\nTransfer-Encoding: gzip, chunked",
                length + "\r\nTransfer-Encoding: chunked, chunked",
                length + "\r\n" + chunked + "\r\nTransfer-Encoding: identity",
                length + "\r\nTransfer-Encoding: \"chunked\"",
                length + "\r\nTransfer-Encoding: \u000bchunked",
                length + "\r\nTransfer-Encoding: chunked\u0000",
                length + "\r\nTransfer-Encoding:\r\n chunked",
                length + "\r\n Transfer-Encoding: chunked",
                length + "\r\nX-A: a\n" + chunked,
                length + "\r\nX-A: a\r" + chunked,
                length + "\r\nX-A: a\u0000\r\n" + chunked,
                length + "\r\ntransfer-encoding: CHUNKED");
    }

    @ParameterizedTest
    @MethodSource("ambiguousLengths")
    void handlesOneRequestIfLengthIsAmbiguous(String headers) throws Exception {
        assertOneRequest(order("HTTP/1.1", headers) + EMPTY_BODY_AND_SMUGGLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x0\r\n\r\n",
                "-0\r\n\r\n",
                "+0\r\n\r\n",
                "g\r\n\r\n",
                "FFFFFFFFFFFFFFFF0\r\n\r\n",
                "2\r\n{}0\r\n\r\n",
                "2\r\n{}\n0\r\n\r\n",
                "2\n{}\r\n0\r\n\r\n",
                "2;a\n{}\r\n0\r\n\r\n",
                "2;a\r{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\n\n",
                "\r\n2\r\n{}\r\n0\r\n\r\n"
            })
    void rejectsMalformedChunks(String body) throws Exception {
        String response =
                assertOneRequest(order("HTTP/1.1", "Transfer-Encoding: chunked") + body + SMUGGLED);

        assertThat(response).startsWith("HTTP/1.1 400 ");
        assertThat(service.receivedNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: keep-alive\r\n", ""})
    void rejectsChunkedBodyOfHttp10(String connection) throws Exception {
        String response =
                assertOneRequest(
                        order("HTTP/1.0", connection + "Transfer-Encoding: chunked")
                                + EMPTY_BODY_AND_SMUGGLED);

        assertThat(response).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS"})
    void ignoresRequestInBodyOfOtherMethods(String method) throws Exception {
        assertOneRequest(
                method
                        + " /api/products HTTP/1.1\r\nHost: a\r\nContent-Length: "
                        + SMUGGLED.length()
                        + "\r\n\r\n"
                        + SMUGGLED);
    }

    @Test
    void forwardsFoldedHeaderAsOneLine() throws Exception {
        send("GET /api/products HTTP/1.1\r\nHost: a\r\nX-Fold: a\r\n\tb: c\r\n\r\n");

        if (!service.receivedNothing()) {
            assertThat(service.nextRequest().headers().getFirst("X-Fold"))
                    .doesNotContain("\r", "\n");
        }
    }

    @Test
    void forwardsNoUpgrade() throws Exception {
        String head =
                """
                GET /api/products HTTP/1.1
                Host: a
                Upgrade: h2c
                Connection: Upgrade, HTTP2-Settings
                HTTP2-Settings: AAAA

                """;

        String response = send(head.replace("\n", "\r\n"));

        assertThat(response).startsWith("HTTP/1.1 200 ");
        assertThat(service.nextRequest().headers()).doesNotContainKey("Upgrade");
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        service.respondWith(exchange ->
                StubService.respond(exchange, 200, "<" + exchange.getRequestURI() + ">"));
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            requests.append("GET /api/products/%d HTTP/1.1\r\nHost: a\r\n\r\n".formatted(i));
        }

        String responses = send(requests.toString());

        assertThat(count(responses, "HTTP/1.1 200 ")).isEqualTo(50);
        assertThat(responses)
                .containsSubsequence(
                        Stream.iterate(0, i -> i + 1)
                                .limit(50)
                                .map(i -> "</api/products/" + i + ">")
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "GET http://a/api/products HTTP/1.1, 200",
        "GET https://a/api/products HTTP/1.1, 200",
        "GET /api/products HTTP/1.0, 200",
        "GET /api/products HTTP/1.1, 200"
    })
    void forwardsEachFormOfTheRequestLineToItsService(String line, int status) throws Exception {
        assertThat(send(line + "\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 " + status + " ");
        ReceivedRequest received = service.nextRequest();
        assertThat(received.uri()).isEqualTo("/api/products");
        assertThat(received.headers().getFirst("Host")).isNotEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://other.example/api/products HTTP/1.1",
                "GET http://169.254.169.254/latest/meta-data HTTP/1.1",
                "GET ftp://a/api/orders HTTP/1.1",
                "GET //other.example/api/products HTTP/1.1",
                "GET @other.example/api/products HTTP/1.1",
                "CONNECT other.example:443 HTTP/1.1",
                "GET /api/products HTTP/1.2",
                "GET /api/products HTTP/2.0",
                "GET /api/products http/1.1",
                "GET /api/products HTTP/1.1 HTTP/1.1",
                "GET\t/api/products\tHTTP/9.9",
                "PRI * HTTP/2.0"
            })
    void rejectsOtherRequestLines(String line) throws Exception {
        String response = send(line + "\r\nHost: a\r\n\r\n");

        assertThat(response).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
        assertThat(service.receivedNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n", "Host: a, b\r\n", "Host: a/b\r\n"})
    void rejectsRequestWithoutOneHost(String host) throws Exception {
        assertThat(send("GET /api/products HTTP/1.1\r\n" + host + "\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(service.receivedNothing()).isTrue();
    }

    @Test
    void closesConnectionAfterHttp10Response() throws Exception {
        try (SlowClient client = connect().send("GET /api/products HTTP/1.0\r\n\r\n")) {
            assertThat(client.readToEnd())
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContain("Transfer-Encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 9_000})
    void rejectsHeaderFlood(int size) throws Exception {
        String header = "X-Flood: " + "a".repeat(size) + "\r\n";
        String response = flood("GET /api/products HTTP/1.1\r\nHost: a\r\n", header);

        assertThat(response).startsWith("HTTP/1.1 400 ");
        assertThat(service.receivedNothing()).isTrue();
    }

    @Test
    void rejectsEndlessRequestLine() throws Exception {
        assertThat(flood("GET /api/products?", "a".repeat(1000))).startsWith("HTTP/1.1 400 ");
        assertThat(service.receivedNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4 * 1024, 64 * 1024, 1024 * 1024})
    void rejectsEndlessChunkedBody(int size) throws Exception {
        String chunk = Integer.toHexString(size) + "\r\n" + " ".repeat(size) + "\r\n";
        String response = flood(order("HTTP/1.1", "Transfer-Encoding: chunked"), chunk);

        assertThat(response).startsWith("HTTP/1.1 413 ").contains("/problems/payload-too-large");
        assertThat(service.receivedNothing()).isTrue();
    }

    @Test
    void rejectsEndlessChunkExtensionsAndTrailers() throws Exception {
        String head = order("HTTP/1.1", "Transfer-Encoding: chunked");

        assertThat(flood(head + "2", ";a=" + "b".repeat(1000))).startsWith("HTTP/1.1 400 ");
        assertThat(flood(head + "2\r\n{}\r\n0\r\n", "X-A: " + "b".repeat(1000) + "\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(service.receivedNothing()).isTrue();
    }

    /// Sends the start, then the part again and again, until the gateway closes the connection.
    private String flood(String start, String part) throws IOException {
        try (SlowClient client = connect().send(start)) {
            String parts = part.repeat(Math.max(1, 16 * 1024 / part.length()));
            for (long sent = 0; !client.isClosedAfter(parts); sent += parts.length()) {
                assertThat(sent).as("accepted bytes").isLessThan(100_000_000L);
            }
            return client.readToEnd();
        }
    }

    private String assertOneRequest(String requests) throws Exception {
        String responses = send(requests);

        assertThat(count(responses, "HTTP/1.1 ")).as(responses).isEqualTo(1);
        if (!service.receivedNothing()) {
            assertThat(service.nextRequest().uri()).doesNotContain("smuggled");
        }
        assertThat(service.receivedNothing()).isTrue();
        return responses;
    }

    private String send(String requests) throws IOException {
        try (SlowClient client = connect().send(requests)) {
            return client.finish();
        }
    }

    private SlowClient connect() throws IOException {
        return new SlowClient(gateway.port());
    }

    private String order(String version, String headers) {
        return "POST /api/orders "
                + version
                + "\r\nHost: a\r\nAuthorization: "
                + alice
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n"
                + headers
                + "\r\n\r\n";
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}

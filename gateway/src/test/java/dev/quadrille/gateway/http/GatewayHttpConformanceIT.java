package dev.quadrille.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.gateway.GatewayClient;
import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.StubService;
import dev.quadrille.gateway.StubService.ReceivedRequest;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP conformance where the gateway differs from a service: proxied routes, authorization server,
/// and documentation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayHttpConformanceIT {

    private final StubService service = new StubService();
    private RunningGateway gateway;
    private GatewayClient client;
    private String alice;

    @BeforeAll
    void start(@TempDir Path keys) throws Exception {
        Stream<String> addresses =
                Stream.of("order", "inventory", "payment", "shipping", "query")
                        .map(it -> "quadrille.services." + it + "-service=" + service.url());
        gateway =
                RunningGateway.start(
                        Stream.concat(
                                        Stream.of(
                                                "spring.profiles.active=demo",
                                                "quadrille.keys-dir=" + keys),
                                        addresses)
                                .toArray(String[]::new));
        client = gateway.client();
        alice = "Bearer " + client.tokenFor("alice");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "User-Agent: \u00c3\u009cberpr\u00c3\u00bcfer/1.0",
                "Cookie: n=\u00c3\u0084",
                "Referer: http://a/\u00e5\u0090\u008d",
                "Origin: \u0080\u009f\u00ff"
            })
    void forwardsNonAsciiHeaders(String header) throws Exception {
        assertThat(sendRaw("GET /api/products", header)).startsWith("HTTP/1.1 200");
        assertThat(service.nextRequest().uri()).isEqualTo("/api/products");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%01=1", "a%0Ab=1", "%F3%A5%87%BD=1", "%C2%85=1"})
    void forwardsAnyParameterName(String query) throws Exception {
        assertThat(sendRaw("GET /api/products?" + query, "X-A: a")).startsWith("HTTP/1.1 200");
        assertThat(service.nextRequest().uri()).isEqualTo("/api/products?" + query);
    }

    @Test
    void rejectsNonAsciiIdempotencyKey() throws Exception {
        String rejected =
                sendRaw(
                        "POST /api/orders",
                        "Authorization: " + alice,
                        "Content-Length: 0",
                        "Idempotency-Key: \u0084");

        assertThat(rejected).startsWith("HTTP/1.1 400").contains("/problems/invalid-request");
        assertThat(service.receivedNothing()).isTrue();
    }

    @Test
    void removesMediaTypeParametersFromAccept() throws Exception {
        HttpResponse<String> response =
                client.get("/api/products", "Accept", "application/json;charset=utf-16;q=0.5");

        assertThat(response.statusCode()).isEqualTo(200);
        ReceivedRequest received = service.nextRequest();
        assertThat(received.headers().getFirst("Accept")).isEqualTo("application/json;q=0.5");
    }

    @Test
    void normalizesSpacesBeforeToken() throws Exception {
        String spaced = alice.replace("Bearer ", "Bearer   ");

        assertThat(sendRaw("GET /api/orders", "Authorization: " + spaced))
                .startsWith("HTTP/1.1 200");
        assertThat(service.nextRequest().headers().getFirst("Authorization")).isEqualTo(alice);
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, /api/orders, 'GET,HEAD,POST,OPTIONS'",
        "PROPFIND, /api/products, 'GET,HEAD,OPTIONS'",
        "get, /api/products/A, 'GET,HEAD,PUT,OPTIONS'",
        "PATCH, /docs, 'GET,HEAD,OPTIONS'",
        "TRACE, /actuator/health, 'GET,HEAD,OPTIONS'",
        "POST, /api/dead-letters, 'GET,HEAD,OPTIONS'",
        "FOO, /oauth2/token, POST",
        "PATCH, /oauth2/token, POST",
        "DELETE, /oauth2/token, POST",
        "GET, /oauth2/token, POST",
        "OPTIONS, /oauth2/token, POST",
        "POST, /oauth2/jwks, 'GET,HEAD'"
    })
    void returns405WithAllowedMethodsOfEachResource(String method, String path, String allowed)
            throws Exception {
        HttpResponse<String> rejected =
                client.send(
                        client.request(path)
                                .header("Authorization", alice)
                                .method(method, BodyPublishers.noBody()));

        assertThat(rejected.statusCode()).isEqualTo(405);
        assertThat(rejected.headers().firstValue("Allow").orElseThrow().split(",", -1))
                .containsExactlyInAnyOrder(allowed.split(",", -1));
        assertThat(rejected.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(service.receivedNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/jwks", "/docs", "/docs/openapi.json", "/actuator/health"})
    void supportsHeadWithoutToken(String path) throws Exception {
        HttpResponse<String> head =
                client.send(client.request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(client.get(path).headers().firstValue("Content-Type"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void omitsCharsetOfTokenErrors() throws Exception {
        HttpResponse<String> rejected =
                client.requestToken("alice", "wrong", "grant_type=client_credentials");

        assertThat(rejected.statusCode()).isEqualTo(401);
        assertThat(rejected.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(rejected.body()).isEqualTo("{\"error\":\"invalid_client\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/favicon.ico", "/robots.txt"})
    void returns404ForBrowserDefaults(String path) throws Exception {
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void redirectsDocsFolderToDocs() throws Exception {
        HttpResponse<String> response = client.get("/docs/");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue("/docs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products", "/docs", "/actuator/health"})
    void rejectsInvalidTokenOnPublicPaths(String path) throws Exception {
        HttpResponse<String> rejected = client.get(path, "Authorization", "Bearer x.y.z");

        assertThat(rejected.statusCode()).isEqualTo(401);
        assertThat(rejected.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000_000, 100})
    void rejectsRequestBeforeReadingItsBody(int length) throws Exception {
        String rejected =
                sendRaw(
                        "POST /api/orders",
                        length > 100 ? "Authorization: " + alice : "X-A: a",
                        "Expect: 100-continue",
                        "Content-Length: " + length);

        assertThat(rejected).startsWith(length > 100 ? "HTTP/1.1 413" : "HTTP/1.1 401");
    }

    private String sendRaw(String requestLine, String... headers) throws Exception {
        String head =
                requestLine
                        + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                        + String.join("\r\n", headers)
                        + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}

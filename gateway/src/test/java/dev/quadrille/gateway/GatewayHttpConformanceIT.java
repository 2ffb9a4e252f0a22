package dev.quadrille.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.gateway.StubService.Seen;
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

/// What HTTP asks of the gateway where it differs from a service: on proxied routes, at the
/// authorization server, and at the documents.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayHttpConformanceIT {

    private final StubService service = new StubService();
    private GatewayRun gateway;
    private Client client;
    private String alice;

    @BeforeAll
    void start(@TempDir Path keys) throws Exception {
        Stream<String> addresses =
                Stream.of("order", "inventory", "payment", "shipping", "query")
                        .map(it -> "quadrille.services." + it + "-service=" + service.url());
        gateway =
                GatewayRun.start(
                        Stream.concat(
                                        Stream.of(
                                                "spring.profiles.active=demo",
                                                "quadrille.keys-dir=" + keys),
                                        addresses)
                                .toArray(String[]::new));
        client = gateway.client();
        alice = "Bearer " + client.tokenOf("alice");
    }

    @BeforeEach
    void forget() {
        service.behave(exchange -> StubService.answer(exchange, 200, "{}"));
    }

    @AfterAll
    void close() {
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
    void passesOnRequestsWhoseHeadersAreNotAscii(String header) throws Exception {
        assertThat(raw("GET /api/products", header)).startsWith("HTTP/1.1 200");
        assertThat(service.nextSeen().uri()).isEqualTo("/api/products");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%01=1", "a%0Ab=1", "%F3%A5%87%BD=1", "%C2%85=1"})
    void passesOnAnyNameOfAParameter(String query) throws Exception {
        assertThat(raw("GET /api/products?" + query, "X-A: a")).startsWith("HTTP/1.1 200");
        assertThat(service.nextSeen().uri()).isEqualTo("/api/products?" + query);
    }

    @Test
    void refusesAKeyThatWouldArriveAsAnother() throws Exception {
        String refused =
                raw(
                        "POST /api/orders",
                        "Authorization: " + alice,
                        "Content-Length: 0",
                        "Idempotency-Key: \u0084");

        assertThat(refused).startsWith("HTTP/1.1 400").contains("/problems/invalid-request");
        assertThat(service.sawNothing()).isTrue();
    }

    @Test
    void asksServicesForMediaTypesWithoutParameters() throws Exception {
        HttpResponse<String> answer =
                client.get("/api/products", "Accept", "application/json;charset=utf-16;q=0.5");

        assertThat(answer.statusCode()).isEqualTo(200);
        Seen seen = service.nextSeen();
        assertThat(seen.headers().getFirst("Accept")).isEqualTo("application/json;q=0.5");
    }

    @Test
    void passesOnATokenAfterSeveralSpaces() throws Exception {
        String spaced = alice.replace("Bearer ", "Bearer   ");

        assertThat(raw("GET /api/orders", "Authorization: " + spaced)).startsWith("HTTP/1.1 200");
        assertThat(service.nextSeen().headers().getFirst("Authorization")).isEqualTo(alice);
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
    void listsTheMethodsOfEachResource(String method, String path, String allowed)
            throws Exception {
        HttpResponse<String> refused =
                client.send(
                        client.to(path)
                                .header("Authorization", alice)
                                .method(method, BodyPublishers.noBody()));

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow").orElseThrow().split(",", -1))
                .containsExactlyInAnyOrder(allowed.split(",", -1));
        assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(service.sawNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/jwks", "/docs", "/docs/openapi.json", "/actuator/health"})
    void answersHeadWithoutAToken(String path) throws Exception {
        HttpResponse<String> head =
                client.send(client.to(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(client.get(path).headers().firstValue("Content-Type"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void namesNoWrongEncodingOfATokenError() throws Exception {
        HttpResponse<String> refused =
                client.askForToken("alice", "wrong", "grant_type=client_credentials");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(refused.body()).isEqualTo("{\"error\":\"invalid_client\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/favicon.ico", "/robots.txt"})
    void hasNothingWhereBrowsersLook(String path) throws Exception {
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void leadsToTheDocumentsFromTheirFolder() throws Exception {
        HttpResponse<String> answer = client.get("/docs/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/docs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products", "/docs", "/actuator/health"})
    void refusesAWrongTokenAlsoWhereNoneIsNeeded(String path) throws Exception {
        HttpResponse<String> refused = client.get(path, "Authorization", "Bearer x.y.z");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000_000, 100})
    void answersARefusedHeadBeforeItsBody(int length) throws Exception {
        String refused =
                raw(
                        "POST /api/orders",
                        length > 100 ? "Authorization: " + alice : "X-A: a",
                        "Expect: 100-continue",
                        "Content-Length: " + length);

        assertThat(refused).startsWith(length > 100 ? "HTTP/1.1 413" : "HTTP/1.1 401");
    }

    private String raw(String line, String... headers) throws Exception {
        String head =
                line
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

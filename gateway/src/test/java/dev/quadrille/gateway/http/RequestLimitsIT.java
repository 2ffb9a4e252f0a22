package dev.quadrille.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.StubService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class RequestLimitsIT {

    private static final int MAX_BODY_SIZE = 256 * 1024;

    private final StubService orders = new StubService();
    @TempDir private static Path keys;
    private RunningGateway gateway;
    private String bearer;

    @BeforeAll
    void start() throws Exception {
        gateway =
                RunningGateway.start(
                        "spring.profiles.active=demo",
                        "quadrille.keys-dir=" + keys,
                        "quadrille.services.order-service=" + orders.url());
        bearer = "Bearer " + gateway.client().tokenFor("alice");
        orders.respondWith(exchange -> StubService.respond(exchange, 202, "{}"));
    }

    @AfterAll
    void stop() {
        gateway.close();
        orders.close();
    }

    @Test
    void rejectsBodyWithTooLargeContentLength() throws Exception {
        assertProblem(
                post("application/json", BodyPublishers.ofByteArray(new byte[MAX_BODY_SIZE + 1])),
                413,
                "/problems/payload-too-large");
    }

    @Test
    void rejectsTooLargeChunkedBody() throws Exception {
        assertProblem(
                post("application/json", chunked(MAX_BODY_SIZE + 1)),
                413,
                "/problems/payload-too-large");
    }

    @Test
    void acceptsBodyOfMaximumSize() throws Exception {
        assertThat(post("application/json", chunked(MAX_BODY_SIZE)).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "application/*+json", "garbage"})
    void rejectsInvalidContentType(String type) throws Exception {
        assertProblem(
                post(type, BodyPublishers.ofString("{}")), 415, "/problems/unsupported-media-type");
    }

    private static BodyPublisher chunked(int bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]));
    }

    private HttpResponse<String> post(String type, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                gateway.client()
                        .request("/api/orders")
                        .header("Authorization", bearer)
                        .header("Idempotency-Key", "key")
                        .header("Content-Type", type)
                        .POST(body);
        return gateway.client().send(request);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(type);
    }
}

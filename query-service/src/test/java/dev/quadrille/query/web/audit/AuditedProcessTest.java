package dev.quadrille.query.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.quadrille.messaging.audit.MessageBacklog;
import dev.quadrille.query.application.audit.AuditedProcessUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class AuditedProcessTest {

    private static final String BACKLOG =
            """
            {"outbox":1,"oldestSeconds":2,"deadLetters":3,"parked":4,"added":"later"}\
            """;

    private HttpServer server;
    private volatile int status = 200;
    private volatile String received = "";

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void relaysTheTokenAndIgnoresUnknownFields() {
        assertThat(backlog(address())).isEqualTo(new MessageBacklog(1, 2, 3, 4));
        assertThat(received).isEqualTo("/internal/audit/backlog?after=a%26b Bearer t");
    }

    @Test
    void asksTheNextReplicaIfTheFirstIsDown() {
        assertThat(backlog(closedPort(), address())).isEqualTo(new MessageBacklog(1, 2, 3, 4));
    }

    @Test
    void failsWithTheStatusOfTheService() {
        status = 503;
        assertThatThrownBy(() -> backlog(address()))
                .isInstanceOf(AuditedProcessUnavailable.class)
                .hasMessage("order-service did not respond (status 503)");
    }

    @Test
    void failsIfNoReplicaCanBeReached() {
        assertThatThrownBy(() -> backlog(closedPort()))
                .isInstanceOf(AuditedProcessUnavailable.class)
                .hasMessage("order-service did not respond (no usable response)");
    }

    private MessageBacklog backlog(URI... addresses) {
        RestClient client =
                new AuditClientConfiguration()
                        .auditClient(
                                RestClient.builder(),
                                JsonMapper.builder()
                                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                                        .build(),
                                "",
                                new DefaultSslBundleRegistry());
        return new AuditedProcess(
                        client, "order-service", List.of(addresses), Optional.of("Bearer t"))
                .get("/internal/audit/backlog", Map.of("after", "a&b"), MessageBacklog.class);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Port 1 is privileged, and no test process listens there.
    private static URI closedPort() {
        return URI.create("http://127.0.0.1:1");
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            received =
                    exchange.getRequestURI()
                            + " "
                            + exchange.getRequestHeaders().getFirst("Authorization");
            byte[] body = BACKLOG.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

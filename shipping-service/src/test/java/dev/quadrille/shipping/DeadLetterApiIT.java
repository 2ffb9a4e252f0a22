package dev.quadrille.shipping;

import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Tests the dead-letter API, which all services share, in the shipping service.
@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLetterApiIT {

    private static final String PATH = "/api/dead-letters";
    private static final String OPERATOR = Tokens.operator();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final OrderId order = new OrderId(Uuids.next());
    private final int port;
    private final JdbcClient jdbc;

    @Autowired
    DeadLetterApiIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @AfterEach
    void removeFailure() {
        jdbc.sql("alter table shipment drop constraint if exists reject_all").update();
        jdbc.sql("truncate dead_letter, parked_event, shipment").update();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void listsADeadLetterAndReplaysItOnce() throws Exception {
        String id = deadLetter();
        String listed = send("GET", PATH, OPERATOR).body();
        assertThat(JsonPath.<String>read(listed, "$.deadLetters[0].service")).isEqualTo("shipping");
        assertThat(JsonPath.<String>read(listed, "$.deadLetters[0].orderId"))
                .isEqualTo(order.toString());
        assertThat(JsonPath.<String>read(listed, "$.deadLetters[0].type"))
                .isEqualTo("PaymentCharged");
        assertThat(JsonPath.<String>read(listed, "$.deadLetters[0].cause")).contains("reject_all");
        assertThat(JsonPath.<String>read(listed, "$.deadLetters[0].at")).endsWith("Z");
        assertThat(JsonPath.<Integer>read(listed, "$.deadLetters[0].parked")).isEqualTo(1);

        String replay = PATH + "/shipping/" + id + "/replay";
        assertProblem(send("POST", replay, OPERATOR), 409, "/problems/still-failing");
        jdbc.sql("alter table shipment drop constraint reject_all").update();
        assertThat(send("POST", replay, OPERATOR).statusCode()).isEqualTo(204);
        assertProblem(send("POST", replay, OPERATOR), 404, "/problems/not-found");
        assertThat(send("GET", PATH, OPERATOR).body()).isEqualTo("{\"deadLetters\":[]}");
        assertThat(jdbc.sql("select count(*) from shipment").query(Integer.class).single()).isOne();
    }

    @Test
    void discardsADeadLetterOnce() throws Exception {
        String letter = PATH + "/shipping/" + deadLetter();
        jdbc.sql("delete from parked_event").update();
        assertThat(send("DELETE", letter, OPERATOR).statusCode()).isEqualTo(204);
        assertProblem(send("DELETE", letter, OPERATOR), 404, "/problems/not-found");
        assertThat(jdbc.sql("select count(*) from shipment").query(Integer.class).single())
                .isZero();
    }

    @Test
    void doesNotFindDeadLettersOfOtherServices() throws Exception {
        String id = deadLetter();
        for (String letter :
                new String[] {
                    "/payment/" + id,
                    "/shipping-service/" + id,
                    "/shipping/" + new UUID(0, 1),
                    "/shipping/1"
                }) {
            assertProblem(send("DELETE", PATH + letter, OPERATOR), 404, "/problems/not-found");
            assertProblem(
                    send("POST", PATH + letter + "/replay", OPERATOR), 404, "/problems/not-found");
        }
    }

    @Test
    void rejectsCallersOtherThanOperators() throws Exception {
        String letter = PATH + "/shipping/" + new UUID(0, 1);
        String alice = Tokens.customer("alice");
        assertProblem(send("GET", PATH, alice), 403, "/problems/forbidden");
        assertProblem(send("POST", letter + "/replay", alice), 403, "/problems/forbidden");
        assertProblem(send("DELETE", letter, alice), 403, "/problems/forbidden");
        assertProblem(send("GET", PATH, "nonsense"), 401, "/problems/unauthenticated");
    }

    /// Makes the database reject shipments. Waits until the first event is a dead letter and the
    /// second event of the same order is parked.
    private String deadLetter() {
        jdbc.sql("alter table shipment add constraint reject_all check (order_id is null)")
                .update();
        log.publish(paymentCharged(order));
        log.publish(paymentCharged(order));
        await().until(() ->
                jdbc.sql("select count(*) from parked_event").query(Integer.class).single() == 1);
        return jdbc.sql("select id::text from dead_letter").query(String.class).single();
    }

    private HttpResponse<String> send(String method, String path, String token)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(JsonPath.<String>read(response.body(), "$.type")).isEqualTo(type);
        assertThat(response.body()).doesNotContain("Exception", "dev.quadrille", "reject_all");
    }
}

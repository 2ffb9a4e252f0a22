package dev.quadrille.platform.connection;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionLimitsIT {

    private static final LimitedServer SERVER = new LimitedServer();

    private static final String QUICK = "GET /quick HTTP/1.1\r\nHost: a\r\n\r\n";

    @AfterEach
    void releaseHeldRequests() {
        SERVER.endpoints().reset();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /quick", "GET /quick HTTP/1.1\r\nHost: a\r\nX: "})
    void closesConnectionAfterHeaderDeadline(String start) throws Exception {
        try (RawSocketClient slow = SERVER.connect().send(start)) {
            soon().until(() -> slow.isClosedAfter("a"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /quick", "GET /quick HTTP/1.1\r\nX: ", "\r\n"})
    void closesKeptAliveConnectionAfterHeaderDeadline(String start) throws Exception {
        try (RawSocketClient slow = SERVER.connect().send(QUICK)) {
            slow.expect("quick");
            slow.send(start);

            soon().until(() -> slow.isClosedAfter(start.equals("\r\n") ? start : "a"));
        }
    }

    @Test
    void returns400AndClosesConnectionAfterBodyDeadline() throws Exception {
        try (RawSocketClient slow = SERVER.connect().send(post(100_000))) {
            soon().until(() -> slow.isClosedAfter("a"));

            assertThat(slow.received())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("The body did not arrive in time.");
        }
    }

    @Test
    void closesConnectionWithSlowChunkedBody() throws Exception {
        String header = post(0).replace("Content-Length: 0", "Transfer-Encoding: chunked");
        try (RawSocketClient slow = SERVER.connect().send(header)) {
            soon().until(() -> slow.isClosedAfter("1\r\na\r\n"));
        }
    }

    @Test
    void closesConnectionWithSlowUnreadBody() throws Exception {
        String header = QUICK.replace("Host: a", "Host: a\r\nContent-Length: 100000");
        try (RawSocketClient slow = SERVER.connect().send(header)) {
            slow.expect("quick");

            soon().until(() -> slow.isClosedAfter("a"));
        }
    }

    @Test
    void closesIdleConnections() throws Exception {
        try (RawSocketClient silent = SERVER.connect();
                RawSocketClient idle = SERVER.connect().send(QUICK)) {
            idle.expect("quick");

            soon().until(idle::isClosed);
            soon().until(silent::isClosed);
        }
    }

    @Test
    void abortsResponseThatClientReadsTooSlowly() throws Exception {
        try (RawSocketClient slow = SERVER.connect().send(QUICK.replace("quick", "large"))) {
            soon().until(() -> SERVER.endpoints().writing.get() == 1);

            soon().until(() -> {
                slow.isClosed(); // reads a kilobyte
                return SERVER.endpoints().writing.get() == 0;
            });
        }
    }

    @Test
    void keepsConnectionOpenWhileRequestsArriveInTime() throws Exception {
        try (RawSocketClient client = SERVER.connect()) {
            Instant end = Instant.now().plusMillis(5_000);
            await().pollInterval(ofMillis(100))
                    .until(() -> {
                        client.send(QUICK).expect("quick");
                        return Instant.now().isAfter(end);
                    });
        }
    }

    @Test
    void keepsConnectionOpenWhileRequestIsProcessed() throws Exception {
        try (RawSocketClient client = SERVER.connect().send(QUICK.replace("quick", "held"))) {
            await().during(ofSeconds(3)).atMost(ofSeconds(9)).until(() -> !client.isClosed());
            SERVER.endpoints().hold.countDown();

            client.expect("held");
            client.send(QUICK).expect("quick");
        }
    }

    @Test
    void keepsConnectionAliveAfterAsynchronousResponse() throws Exception {
        try (RawSocketClient client = SERVER.connect().send(QUICK.replace("quick", "later"))) {
            await().during(ofSeconds(3)).atMost(ofSeconds(9)).until(() -> !client.isClosed());
            SERVER.endpoints().later.setResult("later");

            client.expect("later");
            client.send(QUICK).expect("quick");
            soon().until(client::isClosed);
        }
    }

    @Test
    void servesPipelinedRequests() throws Exception {
        String held = QUICK.replace("quick", "held");
        try (RawSocketClient client = SERVER.connect().send(held + QUICK + post(4) + "ab")) {
            await().during(ofSeconds(3)).atMost(ofSeconds(9)).until(() -> !client.isClosed());
            SERVER.endpoints().hold.countDown();

            client.expect("held");
            client.expect("quick");
            client.send("cd").expect("echo abcd");
        }
    }

    @Test
    void servesPipelinedRequestWithPartialHeader() throws Exception {
        String held = QUICK.replace("quick", "held");
        try (RawSocketClient client = SERVER.connect().send(held + "GET /qui")) {
            await().during(ofSeconds(3)).atMost(ofSeconds(9)).until(() -> !client.isClosed());
            SERVER.endpoints().hold.countDown();

            client.expect("held");
            client.send("ck HTTP/1.1\r\nHost: a\r\n\r\n").expect("quick");
        }
    }

    @Test
    void sends100ContinueForExpectedBody() throws Exception {
        String header = post(4).replace("Host: a", "Host: a\r\nExpect: 100-continue");
        try (RawSocketClient client = SERVER.connect().send(header)) {
            client.expect("HTTP/1.1 100 ");
            client.send("abcd").expect("echo abcd");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /quick HTTP/1.1\r\nX: ",
                "POST /echo HTTP/1.1\r\nHost: a\r\n"
                        + "Content-Type: text/plain\r\nContent-Length: 9\r\n\r\n1"
            })
    void servesOtherClientsWhenOneHoldsAllConnections(String start) throws Exception {
        List<RawSocketClient> held = new ArrayList<>();
        try (LimitedServer server =
                new LimitedServer(
                        "quadrille.connections.total=10",
                        "quadrille.connections.header-deadline=60s",
                        "quadrille.connections.body-deadline=60s")) {
            // The first request initializes lazy beans. Requests that wait for that count as
            // processing, so the server would not evict their connections.
            try (RawSocketClient first = server.connect().send(post(4) + "abcd")) {
                first.expect("echo abcd");
            }
            for (int i = 0; i < 40; i++) {
                held.add(server.connect().send(start));
            }
            try (RawSocketClient other = server.connect().send(QUICK)) {
                other.expect("quick");
            }
            soon().until(() -> countOpen(held) <= 10);
        } finally {
            closeAll(held);
        }
    }

    @Test
    void refusesConnectionOnlyIfAllOthersAreProcessingRequests() throws Exception {
        String held = QUICK.replace("quick", "held");
        try (LimitedServer server =
                        new LimitedServer(
                                "quadrille.connections.total=2",
                                "quadrille.connections.header-deadline=60s");
                RawSocketClient one = server.connect().send(held);
                RawSocketClient two = server.connect().send(held)) {
            soon().until(() -> server.endpoints().holding.get() == 2);
            try (RawSocketClient refused = server.connect()) {
                soon().until(() -> refused.isClosedAfter("a"));
            }
            server.endpoints().hold.countDown();
            one.expect("held");
            two.expect("held");
            // A connection counts as busy for a moment after its response was received.
            soon().untilAsserted(() -> {
                try (RawSocketClient later = server.connect().send(QUICK)) {
                    later.expect("quick");
                }
            });
        }
    }

    @Test
    void limitsConnectionsOfManagementPort() throws Exception {
        String health = QUICK.replace("quick", "actuator/health");
        List<RawSocketClient> held = new ArrayList<>();
        try (LimitedServer server = new LimitedServer("quadrille.connections.total=10")) {
            for (int i = 0; i < 40; i++) {
                held.add(server.connectToManagement().send("GET /actuator"));
            }
            try (RawSocketClient probe = server.connectToManagement().send(health)) {
                probe.expect("UP");
            }
            soon().until(() -> held.getLast().isClosedAfter("a"));
        } finally {
            closeAll(held);
        }
    }

    /// Well above the deadlines of the server, which Tomcat checks once a second.
    private static ConditionFactory soon() {
        return await().atMost(ofSeconds(30)).pollInterval(ofMillis(50)).pollDelay(ofMillis(0));
    }

    private static String post(int bytes) {
        return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: "
                + bytes
                + "\r\n\r\n";
    }

    private static long countOpen(List<RawSocketClient> clients) throws IOException {
        long open = 0;
        for (RawSocketClient client : clients) {
            open += client.isClosedAfter("a") ? 0 : 1;
        }
        return open;
    }

    private static void closeAll(List<RawSocketClient> clients) throws IOException {
        for (RawSocketClient client : clients) {
            client.close();
        }
    }
}

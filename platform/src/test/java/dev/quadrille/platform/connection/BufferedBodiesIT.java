package dev.quadrille.platform.connection;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BufferedBodiesIT {

    private static final LimitedServer SERVER =
            new LimitedServer(
                    "quadrille.bodies.memory=10KB",
                    "quadrille.connections.header-deadline=60s",
                    "quadrille.connections.body-deadline=60s",
                    "quadrille.connections.idle-timeout=60s");

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void servesSmallBodyWhenLargeBodyExceedsMemory() throws Exception {
        try (RawSocketClient large = SERVER.connect();
                RawSocketClient small = SERVER.connect()) {
            large.send(post(30_000) + "a".repeat(30_000)).expect("HTTP/1.1 503 ");
            small.send(post(4) + "abcd").expect("echo abcd");
        }
    }

    @Test
    void servesLargeBodyAfterMemoryIsReleased() throws Exception {
        String text = "a".repeat(15_000);
        try (RawSocketClient client = SERVER.connect()) {
            client.send(post(15_000) + text).expect("echo " + text);
            client.send(post(15_000) + text).expect("echo " + text);
        }
    }

    @Test
    void ignoresBodyOfGetRequest() throws Exception {
        try (RawSocketClient client = SERVER.connect()) {
            client.send("GET /length HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd")
                    .expect("length 0");
            client.send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n").expect("quick");
        }
    }

    private static String post(int bytes) {
        return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: "
                + bytes
                + "\r\n\r\n";
    }
}

package dev.quadrille.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A stub of the provider with idempotency keys and injected faults.
final class StubProvider {

    /// The fault of one request.
    enum Fault {
        /// The stub returns an error and does not process the request.
        ERROR,
        /// The stub processes the request and drops the response.
        LOST_RESPONSE,
        /// The stub processes the request and holds the response until the test releases it.
        HELD_RESPONSE,
        /// The stub holds the request, and processes it when the test releases it.
        HELD_REQUEST
    }

    /// The state of an idempotency key.
    private record Account(String status, long charged, long refunded) {
        static final Account NONE = new Account("NONE", 0, 0);
    }

    private final HttpServer server;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, Queue<String>> calls = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();
    private volatile CountDownLatch hold = new CountDownLatch(1);
    private volatile boolean down;

    StubProvider() {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = HttpServer.create(anyPort, 500);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/charges", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Applies these faults to the next requests with the key, one fault per request.
    void injectFaults(Object key, Fault... next) {
        faults.computeIfAbsent(key.toString(), _ -> new ConcurrentLinkedQueue<>())
                .addAll(List.of(next));
    }

    /// A stub that is down closes the connection of each request without a response.
    void setDown(boolean down) {
        this.down = down;
    }

    void releaseHeld() {
        hold.countDown();
        hold = new CountDownLatch(1);
    }

    /// Returns the received operations with this key, in order.
    Collection<String> calls(Object key) {
        return List.copyOf(calls.getOrDefault(key.toString(), new ConcurrentLinkedQueue<>()));
    }

    /// Returns the number of received requests, with any key.
    int calls() {
        return total.get();
    }

    /// Returns the state of a key as `STATUS charged/refunded`.
    String account(Object key) {
        Account account = accounts.getOrDefault(key.toString(), Account.NONE);
        return account.status + " " + account.charged + "/" + account.refunded;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        total.incrementAndGet();
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        boolean isVoid = path.length == 4;
        String key = isVoid ? path[2] : field(body, "key");
        calls.computeIfAbsent(key, _ -> new ConcurrentLinkedQueue<>())
                .add(isVoid ? "void" : "charge");
        Queue<Fault> pending = faults.getOrDefault(key, new ConcurrentLinkedQueue<>());
        UnaryOperator<Account> operation = isVoid ? StubProvider::voided : it -> charged(it, body);
        try (exchange) {
            serve(exchange, key, operation, down ? null : pending.poll());
        }
    }

    private void serve(
            HttpExchange exchange,
            String key,
            UnaryOperator<Account> operation,
            @Nullable Fault fault)
            throws IOException {
        if (down) {
            return;
        }
        if (fault == Fault.ERROR) {
            respond(exchange, 500, "{}");
            return;
        }
        waitIf(fault == Fault.HELD_REQUEST);
        Account account =
                accounts.compute(key, (_, it) -> operation.apply(it == null ? Account.NONE : it));
        waitIf(fault == Fault.HELD_RESPONSE);
        if (fault != Fault.LOST_RESPONSE) {
            respond(
                    exchange,
                    200,
                    """
                    {"key":"%s","status":"%s","currency":"EUR","charged":%d,"refunded":%d}\
                    """
                            .formatted(key, account.status, account.charged, account.refunded));
        }
    }

    private static Account charged(Account before, String body) {
        if (!before.equals(Account.NONE)) {
            return before;
        }
        return field(body, "method").equals("pm_declined")
                ? new Account("DECLINED", 0, 0)
                : new Account("CHARGED", Long.parseLong(field(body, "amount")), 0);
    }

    private static Account voided(Account before) {
        return switch (before.status) {
            case "NONE" -> new Account("VOIDED", 0, 0);
            case "CHARGED" -> new Account("REFUNDED", before.charged, before.charged);
            default -> before;
        };
    }

    private void waitIf(boolean held) {
        if (held) {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String field(String json, String name) {
        String rest = json.substring(json.indexOf("\"" + name + "\":") + name.length() + 3);
        return rest.split("[,}]", 2)[0].replace("\"", "");
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
    }
}

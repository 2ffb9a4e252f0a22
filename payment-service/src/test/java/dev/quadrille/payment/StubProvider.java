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

/// A provider that keeps its promises about keys, and else behaves as the test says.
final class StubProvider {

    /// What goes wrong with one request.
    enum Trouble {
        /// An error, and nothing is done.
        ERROR,
        /// It is done, and the answer is lost on the way.
        LOST_ANSWER,
        /// It is done, and the answer is held back until the test lets go.
        HELD_ANSWER,
        /// It is held up on its way in until the test lets go.
        HELD_REQUEST
    }

    /// What the provider has in its books about a key.
    private record Account(String status, long charged, long refunded) {
        static final Account NONE = new Account("NONE", 0, 0);
    }

    private final HttpServer server;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, Queue<Trouble>> troubles = new ConcurrentHashMap<>();
    private final Map<String, Queue<String>> calls = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();
    private volatile CountDownLatch hold = new CountDownLatch(1);
    private volatile boolean away;

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

    /// The next requests about this key meet these troubles, one after the other.
    void trouble(Object key, Trouble... met) {
        troubles.computeIfAbsent(key.toString(), _ -> new ConcurrentLinkedQueue<>())
                .addAll(List.of(met));
    }

    /// While it is away, it takes requests and hangs up.
    void setAway(boolean nowAway) {
        away = nowAway;
    }

    void letGo() {
        hold.countDown();
        hold = new CountDownLatch(1);
    }

    /// The operations that reached it about this key, in that order.
    Collection<String> calls(Object key) {
        return List.copyOf(calls.getOrDefault(key.toString(), new ConcurrentLinkedQueue<>()));
    }

    /// The number of requests that reached it, about any key.
    int calls() {
        return total.get();
    }

    /// `STATUS charged/refunded`, as the books have it.
    String books(Object key) {
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
        Queue<Trouble> ahead = troubles.getOrDefault(key, new ConcurrentLinkedQueue<>());
        UnaryOperator<Account> deed = isVoid ? StubProvider::voided : it -> charged(it, body);
        try (exchange) {
            serve(exchange, key, deed, away ? null : ahead.poll());
        }
    }

    private void serve(
            HttpExchange exchange,
            String key,
            UnaryOperator<Account> deed,
            @Nullable Trouble trouble)
            throws IOException {
        if (away) {
            return;
        }
        if (trouble == Trouble.ERROR) {
            answer(exchange, 500, "{}");
            return;
        }
        waitIf(trouble == Trouble.HELD_REQUEST);
        Account account =
                accounts.compute(key, (_, it) -> deed.apply(it == null ? Account.NONE : it));
        waitIf(trouble == Trouble.HELD_ANSWER);
        if (trouble != Trouble.LOST_ANSWER) {
            answer(
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

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(UTF_8));
    }
}

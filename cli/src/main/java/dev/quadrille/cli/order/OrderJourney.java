package dev.quadrille.cli.order;

import dev.quadrille.cli.client.QuadrilleClient;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Follows an order until it is settled. Prints the events of its timeline, or its status while the
/// timeline is not available.
final class OrderJourney {

    private static final int CONFIRMED = 0;
    private static final int CANCELLED = 1;
    private static final int UNSETTLED = 2;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    // The status can be settled shortly before the last event of the timeline is readable.
    private static final Duration LAST_EVENT_TIMEOUT = Duration.ofSeconds(2);

    private final QuadrilleClient client;
    private final String token;
    private final long start;
    private final UnaryOperator<String> traceAddress;
    private final PrintStream out;
    private final TimelineView timeline = new TimelineView();
    // The acceptance of the order has been printed already.
    private String status = "PLACED";

    /// @param start when the order was sent, in the time of {@link System#nanoTime()}
    /// @param traceAddress maps a trace id to the text that is printed
    OrderJourney(
            QuadrilleClient client,
            String token,
            long start,
            UnaryOperator<String> traceAddress,
            PrintStream out) {
        this.client = client;
        this.token = token;
        this.start = start;
        this.traceAddress = traceAddress;
        this.out = out;
    }

    /// Prints until the order is settled; returns the exit code.
    int follow(String orderId) throws InterruptedException {
        while (elapsedMillis() < TIMEOUT.toMillis()) {
            JsonNode order = client.order(orderId, token).orElse(MissingNode.getInstance());
            print(orderId, order.path("status").asString("PLACED"));
            if (order.path("settled").asBoolean(false)) {
                return finish(orderId, order);
            }
            Thread.sleep(POLL_INTERVAL);
        }
        out.println("\nNot settled after %d s, status %s.".formatted(TIMEOUT.toSeconds(), status));
        return UNSETTLED;
    }

    private int finish(String orderId, JsonNode order) throws InterruptedException {
        long settled = elapsedMillis();
        while (timeline.isOpen() && elapsedMillis() - settled < LAST_EVENT_TIMEOUT.toMillis()) {
            Thread.sleep(POLL_INTERVAL);
            print(orderId, status);
        }
        String reason = order.path("reason").asString("");
        out.println(
                "\n%s%s, settled after %d ms."
                        .formatted(status, reason.isEmpty() ? "" : ": " + reason, settled));
        order.path("traceId")
                .stringValueOpt()
                .map(traceAddress)
                .ifPresent(it -> out.println("Trace: " + it));
        return status.equals("CONFIRMED") ? CONFIRMED : CANCELLED;
    }

    private void print(String orderId, String newStatus) throws InterruptedException {
        client.timeline(orderId, token)
                .ifPresent(events -> timeline.newLines(events).forEach(out::println));
        if (timeline.isEmpty() && !newStatus.equals(status)) {
            out.println("%+6d ms  %s".formatted(elapsedMillis(), newStatus));
        }
        status = newStatus;
    }

    private long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}

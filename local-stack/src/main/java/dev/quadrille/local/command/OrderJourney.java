package dev.quadrille.local.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Follows one order to its end: event by event where its timeline is known, else by its status.
final class OrderJourney {

    private static final int CONFIRMED = 0;
    private static final int CANCELLED = 1;
    private static final int UNSETTLED = 2;

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    // The order can be known to be settled a moment before its last event is readable.
    private static final Duration LAST_EVENT = Duration.ofSeconds(2);

    private final QuadrilleClient shop;
    private final String token;
    private final long start;
    private final UnaryOperator<String> traces;
    private final PrintStream out;
    private final TimelineView timeline = new TimelineView();
    // Said already, when the order was accepted.
    private String status = "PLACED";

    /// @param start when the order was sent, on the clock of {@link System#nanoTime()}
    /// @param traces where a trace can be seen
    OrderJourney(
            QuadrilleClient shop,
            String token,
            long start,
            UnaryOperator<String> traces,
            PrintStream out) {
        this.shop = shop;
        this.token = token;
        this.start = start;
        this.traces = traces;
        this.out = out;
    }

    /// Draws until the order is settled; returns the exit code.
    int follow(String orderId) throws InterruptedException {
        while (millis() < LIMIT.toMillis()) {
            JsonNode order = shop.order(orderId, token).orElse(MissingNode.getInstance());
            draw(orderId, order.path("status").asString("PLACED"));
            if (order.path("settled").asBoolean(false)) {
                return finish(orderId, order);
            }
            Thread.sleep(POLL);
        }
        out.println("\nNot settled after %d s; it is %s.".formatted(LIMIT.toSeconds(), status));
        return UNSETTLED;
    }

    private int finish(String orderId, JsonNode order) throws InterruptedException {
        long settled = millis();
        while (timeline.isOpen() && millis() - settled < LAST_EVENT.toMillis()) {
            Thread.sleep(POLL);
            draw(orderId, status);
        }
        String reason = order.path("reason").asString("");
        out.println(
                "\n%s%s; settled and readable after %d ms."
                        .formatted(status, reason.isEmpty() ? "" : ": " + reason, settled));
        order.path("traceId")
                .stringValueOpt()
                .map(traces)
                .ifPresent(it -> out.println("Trace: " + it));
        return status.equals("CONFIRMED") ? CONFIRMED : CANCELLED;
    }

    private void draw(String orderId, String statusNow) throws InterruptedException {
        shop.timeline(orderId, token)
                .ifPresent(events -> timeline.unseen(events).forEach(out::println));
        if (timeline.isEmpty() && !statusNow.equals(status)) {
            out.println("%+6d ms  %s".formatted(millis(), statusNow));
        }
        status = statusNow;
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}

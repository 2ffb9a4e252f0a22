package dev.quadrille.cli.order;

import dev.quadrille.cli.client.QuadrilleClient;
import dev.quadrille.cli.command.Command;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.trace.TraceAddress;
import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// `order`: places an order and prints its events as they happen. Exit codes: 0 confirmed, 1
/// cancelled, 2 not settled within 30 seconds.
public final class OrderCommand implements Command {

    private final StackLayout layout;
    private final PrintStream out;

    public OrderCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        OrderOptions options = OrderOptions.parse(arguments);
        QuadrilleClient client = new QuadrilleClient(layout);
        String token = client.token(options.customer());
        long start = System.nanoTime();
        JsonNode accepted = client.place(options.toJson(), token);
        String orderId = accepted.path("orderId").asString();
        out.println("Order " + orderId);
        out.println(options.summary() + ": " + money(accepted.path("total")));
        out.println();
        return new OrderJourney(client, token, start, this::traceAddress, out).follow(orderId);
    }

    private String traceAddress(String traceId) {
        return TraceAddress.find(layout.ports().traces(), traceId)
                .orElse(traceId + " (no trace page available)");
    }

    private static String money(JsonNode total) {
        return "%d.%02d %s"
                .formatted(
                        total.path("amount").asLong() / 100,
                        total.path("amount").asLong() % 100,
                        total.path("currency").asString(""));
    }
}

package dev.quadrille.local.command;

import dev.quadrille.local.StackLayout;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Places an order and draws its way as it happens. Exits with 0 if it ends confirmed, 1 if
/// cancelled, 2 if neither within half a minute.
final class OrderCommand implements Command {

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "--customer", "alice",
                    "--sku", "ESPRESSO-MACHINE",
                    "--quantity", "1",
                    "--method", "pm_ok",
                    "--country", "AT");

    private final StackLayout layout;
    private final PrintStream out;

    OrderCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        Map<String, String> options = Arguments.options(arguments, DEFAULTS);
        JsonNode order = body(options);
        QuadrilleClient shop = new QuadrilleClient(layout);
        String token = shop.token(options.getOrDefault("--customer", ""));
        long start = System.nanoTime();
        JsonNode accepted = shop.place(order, token);
        out.println(headline(accepted, options));
        return new OrderJourney(
                        shop,
                        token,
                        start,
                        id -> Traces.address(layout, id).orElse(id + " (not shown here)"),
                        out)
                .follow(accepted.path("orderId").asString());
    }

    /// What the command would order with these arguments.
    static JsonNode document(List<String> arguments) {
        return body(Arguments.options(arguments, DEFAULTS));
    }

    private static JsonNode body(Map<String, String> options) {
        ObjectNode order = JsonMapper.shared().createObjectNode();
        order.putArray("items")
                .addObject()
                .put("sku", options.get("--sku"))
                .put("quantity", quantity(options.getOrDefault("--quantity", "")));
        order.putObject("payment").put("method", options.get("--method"));
        order.putObject("shipTo")
                .put("name", "Alice")
                .put("street", "Ring 1")
                .put("city", "Vienna")
                .put("postalCode", "1010")
                .put("country", options.get("--country"));
        return order;
    }

    private static int quantity(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new UsageError("--quantity is a whole number, not " + text + ".");
        }
    }

    private static String headline(JsonNode accepted, Map<String, String> options) {
        return """
        Order %s
        %s × %s for %s, %s, to %s: %s
        """
                .formatted(
                        accepted.path("orderId").asString(),
                        options.get("--quantity"),
                        options.get("--sku"),
                        options.get("--customer"),
                        options.get("--method"),
                        options.get("--country"),
                        money(accepted.path("total")));
    }

    private static String money(JsonNode total) {
        return "%d.%02d %s"
                .formatted(
                        total.path("amount").asLong() / 100,
                        total.path("amount").asLong() % 100,
                        total.path("currency").asString(""));
    }
}

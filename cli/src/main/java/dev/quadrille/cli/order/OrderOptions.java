package dev.quadrille.cli.order;

import dev.quadrille.cli.command.Arguments;
import dev.quadrille.cli.command.UsageError;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The options of the `order` command, and the order that they describe.
public final class OrderOptions {

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "--customer", "alice",
                    "--sku", "ESPRESSO-MACHINE",
                    "--quantity", "1",
                    "--method", "pm_ok",
                    "--country", "AT");

    private final Map<String, String> values;
    private final int quantity;

    private OrderOptions(Map<String, String> values) {
        this.values = values;
        this.quantity = quantity(value("--quantity"));
    }

    /// Throws {@link UsageError} for an unknown option or a quantity that is not a number.
    public static OrderOptions parse(List<String> arguments) {
        return new OrderOptions(Arguments.options(arguments, DEFAULTS));
    }

    String customer() {
        return value("--customer");
    }

    /// The body of `POST /api/orders`.
    public JsonNode toJson() {
        ObjectNode order = JsonMapper.shared().createObjectNode();
        order.putArray("items").addObject().put("sku", value("--sku")).put("quantity", quantity);
        order.putObject("payment").put("method", value("--method"));
        order.putObject("shipTo")
                .put("name", "Alice")
                .put("street", "Ring 1")
                .put("city", "Vienna")
                .put("postalCode", "1010")
                .put("country", value("--country"));
        return order;
    }

    /// Returns, for example, `1 × ESPRESSO-MACHINE for alice, pm_ok, to AT`.
    String summary() {
        return "%d × %s for %s, %s, to %s"
                .formatted(
                        quantity,
                        value("--sku"),
                        customer(),
                        value("--method"),
                        value("--country"));
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    private static int quantity(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new UsageError("--quantity must be an integer, not \"" + text + "\".");
        }
    }
}

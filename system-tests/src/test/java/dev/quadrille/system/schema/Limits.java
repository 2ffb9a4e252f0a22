package dev.quadrille.system.schema;

import dev.quadrille.gateway.route.Upstream;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.value.CancellationReason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What values keep to that their types do not say: records check it in their constructors.
public final class Limits {

    private static final Map<String, Consumer<ObjectNode>> BY_PROPERTY =
            Map.ofEntries(
                    Map.entry("Address.name", text(100)),
                    Map.entry("Address.street", text(200)),
                    Map.entry("Address.city", text(100)),
                    Map.entry("Address.postalCode", text(20)),
                    Map.entry("Address.country", Limits::country),
                    Map.entry("PlaceOrderRequestShipTo.country", Limits::country),
                    Map.entry("Money.amount", Limits::count),
                    Map.entry("OrderLine.name", text(200)),
                    Map.entry("Product.name", text(200)),
                    Map.entry("ProductListed.name", text(200)),
                    Map.entry("ProductListed.version", Limits::count),
                    Map.entry("PaymentDeclined.cause", text(100)),
                    Map.entry("ShipmentRefused.cause", text(100)),
                    Map.entry("ShipmentBooked.carrier", text(100)),
                    Map.entry("AcceptedOrder.status", schema -> oneOf(schema, "PLACED")),
                    Map.entry("Order.orderId", Limits::uuid),
                    Map.entry("Order.customerId", text(100)),
                    Map.entry("Order.status", Limits::status),
                    Map.entry("Order.reason", Limits::reasons),
                    Map.entry("Order.version", schema -> schema.put("minimum", 1)),
                    Map.entry("Order.traceId", Limits::trace),
                    Map.entry("ReadModel.state", schema -> oneOf(schema, "SERVING", "REBUILDING")),
                    Map.entry("ReadModel.generation", Limits::count),
                    Map.entry("ReadModel.position", Limits::count),
                    Map.entry("ReadModel.lag", Limits::count),
                    Map.entry("ReadModelPartition.position", Limits::count),
                    Map.entry("ReadModelPartition.lag", Limits::count),
                    Map.entry("Rebuild.eventsRead", Limits::count),
                    Map.entry("Rebuild.eventsTotal", Limits::count),
                    Map.entry("Stock.available", Limits::count),
                    Map.entry("Stock.reserved", Limits::count),
                    Map.entry("Stock.shipped", Limits::count),
                    Map.entry("Stock.delivered", Limits::count),
                    Map.entry("TimelineEvent.service", Limits::participants),
                    Map.entry("DeadLetter.service", Limits::services),
                    Map.entry("DeadLetter.parked", Limits::count));

    private Limits() {}

    /// Adds to each of the schemas what is known of it.
    static void addTo(JsonNode schemas) {
        schemas.properties()
                .forEach(schema ->
                        schema.getValue()
                                .path("properties")
                                .properties()
                                .forEach(property -> {
                                    Consumer<ObjectNode> limit =
                                            BY_PROPERTY.get(
                                                    schema.getKey() + "." + property.getKey());
                                    if (limit != null) {
                                        limit.accept((ObjectNode) property.getValue());
                                    }
                                }));
    }

    /// The names of the services in addresses and answers.
    static void services(ObjectNode schema) {
        oneOf(
                schema,
                Arrays.stream(Upstream.values())
                        .map(service -> service.processName().replace("-service", ""))
                        .toArray(String[]::new));
    }

    private static void count(ObjectNode schema) {
        schema.put("minimum", 0);
    }

    private static void uuid(ObjectNode schema) {
        schema.put("format", "uuid");
    }

    private static void country(ObjectNode schema) {
        schema.put("description", "An ISO 3166-1 alpha-2 code.").put("pattern", "^[A-Z]{2}$");
    }

    private static void status(ObjectNode schema) {
        oneOf(schema, "PLACED", "CONFIRMED", "CANCELLED");
    }

    private static void trace(ObjectNode schema) {
        schema.put("pattern", "^[0-9a-f]{32}$");
    }

    private static void participants(ObjectNode schema) {
        oneOf(
                schema,
                Arrays.stream(Participant.values()).map(Participant::word).toArray(String[]::new));
    }

    /// None while the order is not cancelled.
    private static void reasons(ObjectNode schema) {
        List<String> reasons = Stream.of(CancellationReason.values()).map(Enum::name).toList();
        oneOf(schema, reasons.toArray(String[]::new));
        ((ArrayNode) schema.path("enum")).addNull();
    }

    private static Consumer<ObjectNode> text(int maxLength) {
        return schema -> schema.put("minLength", 1).put("maxLength", maxLength);
    }

    private static void oneOf(ObjectNode schema, String... values) {
        ArrayNode allowed = schema.putArray("enum");
        Stream.of(values).forEach(allowed::add);
    }
}

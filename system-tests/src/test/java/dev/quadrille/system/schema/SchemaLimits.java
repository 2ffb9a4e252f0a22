package dev.quadrille.system.schema;

import dev.quadrille.gateway.upstream.Upstream;
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

/// Constraints that the constructors of the records check and that their types do not express.
public final class SchemaLimits {

    private static final Map<String, Consumer<ObjectNode>> BY_PROPERTY =
            Map.ofEntries(
                    Map.entry("Address.name", text(100)),
                    Map.entry("Address.street", text(200)),
                    Map.entry("Address.city", text(100)),
                    Map.entry("Address.postalCode", text(20)),
                    Map.entry("Address.country", SchemaLimits::country),
                    Map.entry("PlaceOrderRequestShipTo.country", SchemaLimits::country),
                    Map.entry("Money.amount", SchemaLimits::count),
                    Map.entry("OrderLine.name", text(200)),
                    Map.entry("Product.name", text(200)),
                    Map.entry("ProductListed.name", text(200)),
                    Map.entry("ProductListed.version", SchemaLimits::count),
                    Map.entry("PaymentDeclined.cause", text(100)),
                    Map.entry("ShipmentRefused.cause", text(100)),
                    Map.entry("ShipmentBooked.carrier", text(100)),
                    Map.entry("AcceptedOrder.status", schema -> oneOf(schema, "PLACED")),
                    Map.entry("Order.orderId", SchemaLimits::uuid),
                    Map.entry("Order.customerId", text(100)),
                    Map.entry("Order.status", SchemaLimits::status),
                    Map.entry("Order.reason", SchemaLimits::reasons),
                    Map.entry("Order.version", schema -> schema.put("minimum", 1)),
                    Map.entry("Order.traceId", SchemaLimits::trace),
                    Map.entry("ReadModel.state", schema -> oneOf(schema, "SERVING", "REBUILDING")),
                    Map.entry("ReadModel.generation", SchemaLimits::count),
                    Map.entry("ReadModel.position", SchemaLimits::count),
                    Map.entry("ReadModel.lag", SchemaLimits::count),
                    Map.entry("ReadModelPartition.position", SchemaLimits::count),
                    Map.entry("ReadModelPartition.lag", SchemaLimits::count),
                    Map.entry("Rebuild.eventsRead", SchemaLimits::count),
                    Map.entry("Rebuild.eventsTotal", SchemaLimits::count),
                    Map.entry("Stock.available", SchemaLimits::count),
                    Map.entry("Stock.reserved", SchemaLimits::count),
                    Map.entry("Stock.shipped", SchemaLimits::count),
                    Map.entry("Stock.delivered", SchemaLimits::count),
                    Map.entry("TimelineEvent.service", SchemaLimits::participants),
                    Map.entry("DeadLetter.service", SchemaLimits::services),
                    Map.entry("DeadLetter.parked", SchemaLimits::count));

    private SchemaLimits() {}

    /// Adds the constraints to the schemas.
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

    /// The service names in paths and responses.
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
                Arrays.stream(Participant.values()).map(Participant::label).toArray(String[]::new));
    }

    /// Null unless the order is cancelled.
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

package dev.quadrille.system.event;

import dev.quadrille.gateway.upstream.Upstream;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.ProductListed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Generates the AsyncAPI 3 document: messages from the event classes, operations from the order
/// flow table, examples from the approved samples.
final class EventDocument {

    private static final Path SAMPLES = Path.of("../messaging-tests/src/test/resources/approved");

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .build();

    private final ObjectNode document = base();

    private EventDocument() {
        EventSchemas.events().forEach(this::addMessage);
        Arrays.stream(Upstream.values())
                .map(service -> service.processName().replace("-service", ""))
                .forEach(document.withArray("/channels/dead-letters/parameters/service/enum")::add);
        OrderFlow.rows().forEach(this::addReaction);
        operation("PLACE_ORDER", "send", Participant.ORDER.label(), List.of(OrderPlaced.class))
                .put("summary", "A customer places an order.");
        operation(
                        "LIST_PRODUCT",
                        "send",
                        Participant.INVENTORY.label(),
                        List.of(ProductListed.class))
                .put("summary", "An operator lists a product or changes its price.");
    }

    static String generate() {
        return YAML.writeValueAsString(new EventDocument().document);
    }

    static ObjectNode base() {
        try (InputStream base = EventDocument.class.getResourceAsStream("/api/asyncapi.yaml")) {
            return (ObjectNode) YAML.readTree(base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addMessage(Class<?> event) {
        String name = event.getSimpleName();
        ObjectNode message = document.withObject("/components/messages/" + name);
        message.put("name", Topic.typeOf(event));
        message.put("title", name);
        message.put("summary", EventDescriptions.of(event));
        message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/CloudEvent");
        message.putObject("payload")
                .put("schemaFormat", "application/schema+json;version=draft-2020-12")
                .putObject("schema")
                .put("$ref", "./events/" + EventSchemas.fileOf(event));
        message.putArray("examples").addObject().set("payload", sample(event));
        document.withObject("/channels/" + channel(event) + "/messages/" + name)
                .put("$ref", "#/components/messages/" + name);
    }

    private void addReaction(OrderFlow row) {
        String service = row.participant().label();
        operation(row.name() + "_RECEIVES", "receive", service, row.triggers())
                .put("summary", "Triggers " + row + ".");
        if (!row.publishes().isEmpty()) {
            operation(row.name(), "send", service, row.publishes())
                    .put(
                            "summary",
                            row.undone()
                                    .map(step -> "Undoes " + step + ".")
                                    .orElse("Publishes the result of " + row + "."));
        }
    }

    private ObjectNode operation(
            String name, String action, String service, Collection<? extends Class<?>> events) {
        ObjectNode operation = document.withObject("/operations/" + name);
        String channel = "#/channels/" + channel(events.iterator().next());
        operation.put("action", action);
        operation.putObject("channel").put("$ref", channel);
        operation.putArray("tags").addObject().put("name", service);
        ArrayNode messages = operation.putArray("messages");
        events.forEach(event ->
                messages.addObject().put("$ref", channel + "/messages/" + event.getSimpleName()));
        return operation;
    }

    private static String channel(Class<?> event) {
        return event == ProductListed.class ? Topic.CATALOG.name() : Topic.ORDER_FLOW.name();
    }

    private static JsonNode sample(Class<?> event) {
        String type = Topic.typeOf(event).substring("quadrille.".length());
        try {
            return new JsonMapper().readTree(Files.readString(SAMPLES.resolve(type + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

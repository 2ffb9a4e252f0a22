package dev.quadrille.system.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.system.schema.SchemaNames;
import dev.quadrille.system.schema.SchemaNormalizer;
import dev.quadrille.system.schema.ValueSchemas;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Generates a self-contained JSON Schema (2020-12) for each event.
final class EventSchemas {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String COMPONENTS = "#/components/schemas/";

    private EventSchemas() {}

    /// All event classes, in the order of the flow.
    static Stream<Class<?>> events() {
        return Stream.concat(
                Stream.of(OrderEvent.class.getPermittedSubclasses()),
                Stream.of(ProductListed.class));
    }

    /// The file name of the schema, such as `OrderPlaced.v1.schema.json`.
    static String fileOf(Class<?> event) {
        return Topic.typeOf(event).substring("quadrille.".length()) + ".schema.json";
    }

    static ObjectNode of(Class<?> event) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", Topic.typeOf(event));
        schema.put("description", EventDescriptions.of(event));
        ObjectNode all = schemas(event);
        schema.setAll((ObjectNode) all.remove(event.getSimpleName()));
        if (!all.isEmpty()) {
            schema.set("$defs", all);
        }
        return schema;
    }

    /// Returns the schema of the event and the schemas that it references.
    private static ObjectNode schemas(Class<?> event) {
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(new ModelResolver(Json31.mapper(), new SchemaNames()));
        converters.addConverter(new ValueSchemas());
        ObjectNode document = JSON.createObjectNode();
        ObjectNode schemas = document.withObject("/components/schemas");
        new TreeMap<>(converters.readAll(event)).forEach((name, it) -> schemas.set(name, tree(it)));
        new SchemaNormalizer(document).normalize();
        return (ObjectNode) JSON.readTree(schemas.toString().replace(COMPONENTS, "#/$defs/"));
    }

    private static JsonNode tree(Object schema) {
        try {
            return JSON.readTree(Json31.mapper().writeValueAsString(schema));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

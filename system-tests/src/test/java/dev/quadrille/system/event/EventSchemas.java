package dev.quadrille.system.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.system.schema.LanguageSchemas;
import dev.quadrille.system.schema.SchemaNames;
import dev.quadrille.system.schema.SchemaTidying;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The form of every event as a JSON Schema (2020-12) that stands alone.
final class EventSchemas {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String COMPONENTS = "#/components/schemas/";

    private EventSchemas() {}

    /// All classes of events, in the order of the flow.
    static Stream<Class<?>> events() {
        return Stream.concat(
                Stream.of(OrderEvent.class.getPermittedSubclasses()),
                Stream.of(ProductListed.class));
    }

    /// The name of the file that holds the schema, such as `OrderPlaced.v1.schema.json`.
    static String fileOf(Class<?> event) {
        return Topic.typeOf(event).substring("quadrille.".length()) + ".schema.json";
    }

    static ObjectNode of(Class<?> event) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", Topic.typeOf(event));
        schema.put("description", EventWords.of(event));
        ObjectNode all = schemas(event);
        schema.setAll((ObjectNode) all.remove(event.getSimpleName()));
        if (!all.isEmpty()) {
            schema.set("$defs", all);
        }
        return schema;
    }

    /// The event's own schema and those that it refers to.
    private static ObjectNode schemas(Class<?> event) {
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(new ModelResolver(Json31.mapper(), new SchemaNames()));
        converters.addConverter(new LanguageSchemas());
        ObjectNode document = JSON.createObjectNode();
        ObjectNode schemas = document.withObject("/components/schemas");
        new TreeMap<>(converters.readAll(event)).forEach((name, it) -> schemas.set(name, tree(it)));
        new SchemaTidying(document).tidy();
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

package dev.quadrille.system.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.system.schema.PublishedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Checks that clients can distinguish the event types of a timeline by the document.
class TimelineSchemaTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode DOCUMENT = new PublishedDocument("openapi.json").json();
    private static final JsonNode UNION = DOCUMENT.at("/components/schemas/TimelineEvent");

    private final Schemas schemas = Schemas.of(DOCUMENT);

    @ParameterizedTest
    @MethodSource("types")
    void eventMatchesOnlySchemaOfItsType(String type) throws IOException {
        JsonNode event = event(type);

        assertThat(schemas.violations(UNION, event)).isEmpty();
        assertThat(matchingSchemas(event))
                .containsExactly(UNION.at("/discriminator/mapping/" + type).asString());
    }

    @Test
    void typeIsDiscriminator() {
        assertThat(UNION.at("/discriminator/propertyName").asString()).isEqualTo("type");
        assertThat(UNION.at("/discriminator/mapping").propertyNames())
                .containsExactlyElementsOf(types().toList());
    }

    /// Returns references to the schemas for which the event is valid.
    private List<String> matchingSchemas(JsonNode event) {
        return UNION.path("oneOf")
                .valueStream()
                .filter(variant -> schemas.violations(variant, event).isEmpty())
                .map(variant -> variant.path("$ref").asString())
                .toList();
    }

    private static JsonNode event(String type) throws IOException {
        Path sample = Path.of("../messaging-tests/src/test/resources/approved", type + ".v1.json");
        ObjectNode event = JSON.createObjectNode();
        event.put("id", "019aabf2-7c1e-7b52-8a43-5f0d6f6f4c12");
        event.put("type", type);
        event.put("service", "order");
        event.put("at", "2026-11-22T09:30:00.145678Z");
        event.set("data", JSON.readTree(Files.readString(sample)));
        return event;
    }

    static Stream<String> types() {
        return Stream.of(OrderEvent.class.getPermittedSubclasses()).map(Class::getSimpleName);
    }
}

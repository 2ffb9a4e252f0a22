package dev.quadrille.system.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.system.schema.PublishedDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Checks that `docs/api/asyncapi.yaml` and the event schemas are up to date with the event
/// classes.
class EventDocumentTest {

    private static final List<String> HEADERS =
            List.of("headers.schema.json", "dead-letter-headers.schema.json");
    private static final PublishedDocument DOCUMENT = new PublishedDocument("asyncapi.yaml");

    @BeforeAll
    static void rewriteIfRequested() {
        events().forEach(event -> schemaFile(event).writeIfRequested(schema(event)));
        HEADERS.forEach(
                name -> new PublishedDocument("events/" + name).writeIfRequested(headers(name)));
        DOCUMENT.writeIfRequested(EventDocument.generate());
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventSchemaIsUpToDate(Class<?> event) {
        schemaFile(event).assertUpToDate(schema(event));
    }

    @ParameterizedTest
    @FieldSource("HEADERS")
    void headerSchemaIsUpToDate(String name) {
        new PublishedDocument("events/" + name).assertUpToDate(headers(name));
    }

    @Test
    void documentIsUpToDate() {
        DOCUMENT.assertUpToDate(EventDocument.generate());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void approvedSampleIsValid(String type, Path sample) throws IOException {
        EventValidator validator = new EventValidator();
        JsonNode payload = new YAMLMapper().readTree(Files.readString(sample));
        assertThat(validator.violations(type, payload)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rejectsMissingAndRenamedFields(String type, Path sample) throws IOException {
        EventValidator validator = new EventValidator();
        JsonNode payload = new YAMLMapper().readTree(Files.readString(sample));
        for (String field : payload.propertyNames()) {
            ObjectNode less = (ObjectNode) payload.deepCopy();
            JsonNode value = less.remove(field);
            assertThat(validator.violations(type, less)).as("without %s", field).isNotEmpty();
            less.set(field + "s", value);
            assertThat(validator.violations(type, less)).as("with %ss", field).isNotEmpty();
        }
    }

    @Test
    void allReferencesResolve() {
        JsonNode document = new YAMLMapper().readTree(DOCUMENT.text());
        TreeSet<String> missing = new TreeSet<>();
        document.findValues("$ref").stream()
                .map(JsonNode::asString)
                .filter(ref ->
                        ref.startsWith("#")
                                ? document.at(ref.substring(1)).isMissingNode()
                                : Files.notExists(Path.of("../docs/api").resolve(ref)))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }

    private static PublishedDocument schemaFile(Class<?> event) {
        return new PublishedDocument("events/" + EventSchemas.fileOf(event));
    }

    private static String schema(Class<?> event) {
        return EventSchemas.of(event).toPrettyString() + "\n";
    }

    private static String headers(String name) {
        try (InputStream schema = EventDocumentTest.class.getResourceAsStream("/api/" + name)) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Class<?>> events() {
        return EventSchemas.events();
    }

    static Stream<Arguments> samples() throws IOException {
        return EventSchemas.events()
                .map(event -> EventSchemas.fileOf(event).replace(".schema.json", ""))
                .map(name ->
                        Arguments.of(
                                "quadrille." + name,
                                Path.of(
                                        "../messaging-tests/src/test/resources/approved",
                                        name + ".json")));
    }
}

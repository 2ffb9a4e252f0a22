package dev.quadrille.system.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.system.schema.Document;
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

/// `docs/api/asyncapi.yaml` and the schemas beside it tell of the events as the published language
/// has them.
class EventDocumentTest {

    private static final String REWRITE =
            "./mvnw -q -am -pl system-tests test -Dtest=EventDocumentTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dquadrille.rewrite=true";

    private static final List<String> HEADERS =
            List.of("headers.schema.json", "dead-letter-headers.schema.json");
    private static final Document DOCUMENT = new Document("asyncapi.yaml");

    @BeforeAll
    static void rewriteIfAsked() {
        events().forEach(event -> schemaFile(event).writeIfAsked(schema(event)));
        HEADERS.forEach(name -> new Document("events/" + name).writeIfAsked(headers(name)));
        DOCUMENT.writeIfAsked(EventDocument.generate());
    }

    @ParameterizedTest
    @MethodSource("events")
    void theSchemaIsWhatTheLanguageSays(Class<?> event) {
        schemaFile(event).isInStepWith(schema(event), REWRITE);
    }

    @ParameterizedTest
    @FieldSource("HEADERS")
    void theHeadersAreWhatTheyAre(String name) {
        new Document("events/" + name).isInStepWith(headers(name), REWRITE);
    }

    @Test
    void theDocumentIsWhatTheFlowSays() {
        DOCUMENT.isInStepWith(EventDocument.generate(), REWRITE);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatWasApprovedFits(String type, Path sample) throws IOException {
        EventForms forms = new EventForms();
        JsonNode payload = new YAMLMapper().readTree(Files.readString(sample));
        assertThat(forms.violations(type, payload)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noFieldMayBeMissingOrRenamed(String type, Path sample) throws IOException {
        EventForms forms = new EventForms();
        JsonNode payload = new YAMLMapper().readTree(Files.readString(sample));
        for (String field : payload.propertyNames()) {
            ObjectNode less = (ObjectNode) payload.deepCopy();
            JsonNode value = less.remove(field);
            assertThat(forms.violations(type, less)).as("without %s", field).isNotEmpty();
            less.set(field + "s", value);
            assertThat(forms.violations(type, less)).as("with %ss", field).isNotEmpty();
        }
    }

    @Test
    void refersToNothingThatIsNotThere() {
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

    private static Document schemaFile(Class<?> event) {
        return new Document("events/" + EventSchemas.fileOf(event));
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

package dev.quadrille.system.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.system.schema.Document;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// `docs/api/openapi.json`, which the gateway serves, tells of the API as the code has it.
class ApiDocumentTest {

    private static final String REWRITE =
            "./mvnw -q -am -pl system-tests test -Dtest=ApiDocumentTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dquadrille.rewrite=true";

    private static final Document DOCUMENT = new Document("openapi.json");

    private static final JsonNode GENERATED = ApiDocument.generate();

    @BeforeAll
    static void rewriteIfAsked() {
        DOCUMENT.writeIfAsked(GENERATED.toPrettyString() + "\n");
    }

    @Test
    void theDocumentIsWhatTheCodeSays() {
        DOCUMENT.isInStepWith(GENERATED.toPrettyString() + "\n", REWRITE);
    }

    @Test
    void tellsOfEveryRouteOfTheGateway() {
        assertThat(ApiDocument.undocumented(GENERATED))
                .as("routes whose controllers have no @Operation; write it, then run: %s", REWRITE)
                .isEmpty();
    }

    @Test
    void isOpenApi() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result =
                new OpenAPIV3Parser().readContents(DOCUMENT.text(), List.of(), options);
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void isValidAgainstTheSchemaOfOpenApi() {
        assertThat(new MetaSchema().violations(DOCUMENT.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationSaysWhatItDoesAndHowItFails(ApiOperation operation) {
        assertThat(operation.path("summary").asString()).as("summary").isNotBlank();
        assertThat(operation.path("operationId").asString()).as("operationId").isNotBlank();
        assertThat(operation.path("tags")).as("tags").hasSize(1);
        assertThat(operation.statuses()).as("a good answer").anyMatch(it -> it.startsWith("2"));
        assertThat(operation.statuses()).as("a bad answer").anyMatch(it -> it.matches("[45].*"));
        assertThat(operation.examplesOutOfForm()).isEmpty();
    }

    @Test
    void namesNoOperationTwice() {
        assertThat(operations()).extracting(it -> it.path("operationId")).doesNotHaveDuplicates();
    }

    static Stream<ApiOperation> operations() {
        return ApiOperation.all(DOCUMENT.json());
    }
}

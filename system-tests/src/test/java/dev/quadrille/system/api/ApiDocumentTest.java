package dev.quadrille.system.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.system.schema.PublishedDocument;
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

/// Checks that `docs/api/openapi.json`, which the gateway serves, is up to date and valid.
///
/// Decision record: `docs/decisions/0017-api-documents.md`.
class ApiDocumentTest {

    private static final PublishedDocument DOCUMENT = new PublishedDocument("openapi.json");

    private static final JsonNode GENERATED = ApiDocument.generate();

    @BeforeAll
    static void rewriteIfRequested() {
        DOCUMENT.writeIfRequested(GENERATED.toPrettyString() + "\n");
    }

    @Test
    void documentIsUpToDate() {
        DOCUMENT.assertUpToDate(GENERATED.toPrettyString() + "\n");
    }

    @Test
    void documentsEveryRouteOfGateway() {
        assertThat(ApiDocument.undocumented(GENERATED))
                .as(
                        "routes without @Operation on the controller method; add it, then run: ./quadrille docs")
                .isEmpty();
    }

    @Test
    void swaggerParserAcceptsDocument() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result =
                new OpenAPIV3Parser().readContents(DOCUMENT.text(), List.of(), options);
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void conformsToOpenApiSchema() {
        assertThat(new MetaSchema().violations(DOCUMENT.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationIsFullyDocumented(ApiOperation operation) {
        assertThat(operation.path("summary").asString()).as("summary").isNotBlank();
        assertThat(operation.path("operationId").asString()).as("operationId").isNotBlank();
        assertThat(operation.path("tags")).as("tags").hasSize(1);
        assertThat(operation.statuses())
                .as("a success response")
                .anyMatch(it -> it.startsWith("2"));
        assertThat(operation.statuses())
                .as("an error response")
                .anyMatch(it -> it.matches("[45].*"));
        assertThat(operation.invalidExamples()).isEmpty();
    }

    @Test
    void operationIdsAreUnique() {
        assertThat(operations()).extracting(it -> it.path("operationId")).doesNotHaveDuplicates();
    }

    static Stream<ApiOperation> operations() {
        return ApiOperation.all(DOCUMENT.json());
    }
}

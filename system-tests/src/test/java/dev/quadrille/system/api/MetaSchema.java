package dev.quadrille.system.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Validates a document against the OpenAPI 3.1 schema of 2022-10-07
/// (`api/openapi-3.1.schema.json`, Apache License 2.0), and the schemas in it against the
/// meta-schema of JSON Schema 2020-12. The schema has one change: OAuth URLs may be relative, as in
/// the specification and in later editions.
final class MetaSchema {

    private static final String OPENAPI = "https://spec.openapis.org/oas/3.1/schema/2022-10-07";

    /// The OpenAPI schema leaves the dialect of schemas open, at its dynamic anchor `meta`.
    private static final String BASE =
            """
            {"$schema": "https://json-schema.org/draft/2020-12/schema",
             "$id": "https://quadrille.dev/openapi-base",
             "$ref": "%s",
             "$defs": {"schema": {"$dynamicAnchor": "meta",
                                  "$ref": "https://json-schema.org/draft/2020-12/schema"}}}
            """
                    .formatted(OPENAPI);

    private final Schema schema;

    MetaSchema() {
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemas(Map.of(OPENAPI, openApi()))
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build()));
        schema = registry.getSchema(new JsonMapper().readTree(BASE));
    }

    /// Returns the violations, one per line.
    List<String> violations(JsonNode document) {
        return schema.validate(document).stream().map(Object::toString).toList();
    }

    private static String openApi() {
        try (InputStream in =
                MetaSchema.class.getResourceAsStream("/api/openapi-3.1.schema.json")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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

/// What the OpenAPI Initiative says a document of version 3.1 looks like: its schema of 2022-10-07
/// (`api/openapi-3.1.schema.json`, Apache License 2.0), with the schemas in the document held
/// against the meta-schema of JSON Schema 2020-12. One change: the addresses of OAuth may be
/// relative, as the specification says and later editions of its schema do.
final class MetaSchema {

    private static final String OPENAPI = "https://spec.openapis.org/oas/3.1/schema/2022-10-07";

    /// The schema above leaves the form of schemas open, at its dynamic anchor `meta`.
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

    /// What the document breaks, each in a line.
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

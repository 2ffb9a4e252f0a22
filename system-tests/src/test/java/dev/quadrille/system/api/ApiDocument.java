package dev.quadrille.system.api;

import static java.util.stream.Collectors.toCollection;

import dev.quadrille.system.schema.SchemaNormalizer;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Generates the OpenAPI document: the operations of all services that the gateway routes.
final class ApiDocument {

    /// In order of precedence: if two services have the same operation, the first one defines it.
    /// The gateway merges the lists of the services, and the read model comes before order-service.
    private static final List<String> PACKAGES =
            List.of(
                    "dev.quadrille.gateway",
                    "dev.quadrille.query.web",
                    "dev.quadrille.order.web",
                    "dev.quadrille.inventory.web",
                    "dev.quadrille.messaging.deadletter");

    private static final JsonMapper JSON = new JsonMapper();

    private final Set<String> routes = GatewayRoutes.all();
    private final ObjectNode document;

    private ApiDocument() {
        document = base();
        merge(problems());
        PACKAGES.forEach(this::mergeService);
        ComponentPruning.of(document);
        sort();
        Examples.addTo(document);
    }

    static ObjectNode generate() {
        return new ApiDocument().document;
    }

    /// Returns the routes without an operation in the document.
    static Set<String> undocumented(JsonNode document) {
        return GatewayRoutes.all().stream()
                // HEAD belongs to GET.
                .filter(route -> !route.startsWith("HEAD "))
                .filter(route -> operations(document).noneMatch(it -> covers(it, route)))
                .collect(toCollection(TreeSet::new));
    }

    private static java.util.stream.Stream<String> operations(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path ->
                        path.getValue()
                                .propertyStream()
                                .map(method ->
                                        method.getKey().toUpperCase(java.util.Locale.ROOT)
                                                + " "
                                                + path.getKey()));
    }

    /// Whether the operation covers the route: `/api/dead-letters/{service}/{id}` covers
    /// `/api/dead-letters/order/{id}`.
    private static boolean covers(String operation, String route) {
        return route.replaceAll("\\{[^}]*}", "x")
                .matches(operation.replaceAll("\\{[^}]*}", "[^/]+"));
    }

    private static ObjectNode base() {
        try (InputStream base = ApiDocument.class.getResourceAsStream("/api/openapi.yaml")) {
            return (ObjectNode) new YAMLMapper().readTree(base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode problems() {
        Components components = new Components();
        ProblemExamples.addTo(components);
        return tree(new OpenAPI().components(components));
    }

    private static ObjectNode tree(OpenAPI document) {
        try {
            return (ObjectNode) JSON.readTree(Json31.mapper().writeValueAsString(document));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void mergeService(String basePackage) {
        ObjectNode service = tree(ServiceDocument.of(basePackage));
        new SchemaNormalizer(service).normalize();
        boolean isGateway = basePackage.equals(PACKAGES.getFirst());
        service.withObject("/paths")
                .properties()
                .forEach(path ->
                        new ArrayList<>(path.getValue().properties())
                                .forEach(operation -> {
                                    if (!isGateway
                                            && !isRouted(operation.getKey(), path.getKey())) {
                                        ((ObjectNode) path.getValue()).remove(operation.getKey());
                                    }
                                }));
        merge(service);
    }

    private boolean isRouted(String method, String path) {
        String operation = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        return routes.stream().anyMatch(route -> covers(operation, route));
    }

    /// Adds missing operations and components. Of an existing operation it adds only the response
    /// headers, which not every service returns.
    private void merge(ObjectNode more) {
        more.path("paths")
                .properties()
                .forEach(path -> {
                    ObjectNode known = child(child(document, "paths"), path.getKey());
                    path.getValue()
                            .properties()
                            .forEach(operation -> {
                                if (known.has(operation.getKey())) {
                                    addHeaders(
                                            known.path(operation.getKey()), operation.getValue());
                                } else {
                                    known.set(operation.getKey(), operation.getValue());
                                }
                            });
                    if (known.isEmpty()) {
                        child(document, "paths").remove(path.getKey());
                    }
                });
        more.path("components")
                .properties()
                .forEach(kind -> {
                    ObjectNode known = child(child(document, "components"), kind.getKey());
                    kind.getValue()
                            .properties()
                            .forEach(it -> known.putIfAbsent(it.getKey(), it.getValue()));
                });
    }

    private static void addHeaders(JsonNode operation, JsonNode second) {
        second.path("responses")
                .properties()
                .forEach(answer -> {
                    JsonNode known = operation.path("responses").path(answer.getKey());
                    if (known instanceof ObjectNode response && answer.getValue().has("headers")) {
                        child(response, "headers")
                                .setAll((ObjectNode) answer.getValue().path("headers"));
                    }
                });
    }

    private void sort() {
        sortByName(child(document, "paths"));
        document.path("components").properties().stream()
                .filter(kind -> !kind.getKey().equals("securitySchemes"))
                .forEach(kind -> sortByName((ObjectNode) kind.getValue()));
    }

    private static void sortByName(ObjectNode node) {
        Map<String, JsonNode> sorted = new TreeMap<>(Comparator.naturalOrder());
        node.properties().forEach(it -> sorted.put(it.getKey(), it.getValue()));
        node.removeAll();
        node.setAll(sorted);
    }

    static ObjectNode child(ObjectNode node, String name) {
        return node.get(name) instanceof ObjectNode there ? there : node.putObject(name);
    }
}

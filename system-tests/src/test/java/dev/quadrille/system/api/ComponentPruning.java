package dev.quadrille.system.api;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Removes unreferenced components.
final class ComponentPruning {

    private ComponentPruning() {}

    static void of(ObjectNode document) {
        while (prune(document)) {
            // Removing a component can leave others unreferenced.
        }
    }

    private static boolean prune(ObjectNode document) {
        Set<String> used = new TreeSet<>();
        document.findValues("$ref").forEach(ref -> used.add(ref.asString()));
        boolean removed = false;
        for (String kind : List.of("schemas", "responses", "examples", "headers")) {
            JsonNode components = document.path("components").path(kind);
            for (String name : List.copyOf(components.propertyNames())) {
                if (!used.contains("#/components/" + kind + "/" + name)) {
                    ((ObjectNode) components).remove(name);
                    removed = true;
                }
            }
        }
        return removed;
    }
}

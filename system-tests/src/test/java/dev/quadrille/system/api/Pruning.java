package dev.quadrille.system.api;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes out the components that nothing refers to.
final class Pruning {

    private Pruning() {}

    static void of(ObjectNode document) {
        while (prune(document)) {
            // What only a removed component referred to goes next.
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

package dev.quadrille.platform.problem;

/// Writes the path of a bean property (`items[0].sku`) as a JSON pointer (RFC 6901:
/// `/items/0/sku`).
final class JsonPointers {

    private JsonPointers() {}

    static String of(String propertyPath) {
        return "/" + propertyPath.replace("[", "/").replace("]", "").replace(".", "/");
    }
}

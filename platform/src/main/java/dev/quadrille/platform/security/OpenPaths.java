package dev.quadrille.platform.security;

import java.util.List;

/// Paths that a service serves without a token. A service that has some declares them as a bean;
/// the default is none.
public record OpenPaths(List<String> patterns) {

    public OpenPaths {
        patterns = List.copyOf(patterns);
    }

    public static OpenPaths of(String... patterns) {
        return new OpenPaths(List.of(patterns));
    }
}

package dev.quadrille.load;

import java.util.Optional;

/// The system properties of a run.
final class LoadSettings {

    private LoadSettings() {}

    static String text(String name, String defaultValue) {
        return Optional.ofNullable(System.getProperty(name)).orElse(defaultValue);
    }

    static int number(String name, int defaultValue) {
        return Integer.parseInt(text(name, Integer.toString(defaultValue)));
    }
}

package dev.quadrille.load;

import java.util.Optional;

/// What the command line says with `-D`.
final class LoadSettings {

    private LoadSettings() {}

    static String text(String name, String otherwise) {
        return Optional.ofNullable(System.getProperty(name)).orElse(otherwise);
    }

    static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }
}

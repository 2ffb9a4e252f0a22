package dev.quadrille.system.event;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the description of an event from its source.
final class EventDescriptions {

    private static final Path SOURCES =
            Path.of("../order-flow/src/main/java/dev/quadrille/orderflow/event");

    private EventDescriptions() {}

    /// Returns the Javadoc comment of the record as one line.
    static String of(Class<?> event) {
        try (var lines = Files.lines(SOURCES.resolve(event.getSimpleName() + ".java"))) {
            return lines.filter(line -> line.startsWith("///"))
                    .map(line -> line.substring("///".length()).strip())
                    .collect(joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.quadrille.system.event;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the source of an event says of it.
final class EventWords {

    private static final Path SOURCES =
            Path.of("../order-flow/src/main/java/dev/quadrille/orderflow/event");

    private EventWords() {}

    /// The comment above the record, as one line.
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

package dev.quadrille.messaging.wire;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;

/// An approved sample, named after its type and version: `StockReserved.v1.json` is the current
/// form, `StockReserved.v1.some-words.json` is another form that must stay readable.
record ApprovedFile(Path path) {

    private static final Path DIRECTORY = Path.of("src/test/resources/approved");

    static ApprovedFile of(Object event) {
        return new ApprovedFile(DIRECTORY.resolve(type(event.getClass()) + ".json"));
    }

    static List<ApprovedFile> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().map(ApprovedFile::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pretty(Object event) {
        return FlowJson.MAPPER
                        .writer()
                        .with(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(event)
                + "\n";
    }

    /// The event class of the sample.
    Class<?> eventClass() {
        return Stream.concat(
                        Stream.of(OrderEvent.class.getPermittedSubclasses()),
                        Stream.of(ProductListed.class))
                .filter(it -> path.getFileName().toString().startsWith(type(it) + "."))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(path + " has no known type"));
    }

    String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String text) {
        try {
            Files.createDirectories(DIRECTORY);
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(Class<?> event) {
        return Topic.typeOf(event).substring("quadrille.".length());
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}

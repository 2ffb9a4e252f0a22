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

/// A sample that was approved, named after its type and version: `StockReserved.v1.json` is what is
/// written today, `StockReserved.v1.some-words.json` is another form that has to be read.
record ApprovedFile(Path path) {

    private static final Path DIRECTORY = Path.of("src/test/resources/approved");

    static ApprovedFile of(Object fact) {
        return new ApprovedFile(DIRECTORY.resolve(type(fact.getClass()) + ".json"));
    }

    static List<ApprovedFile> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().map(ApprovedFile::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pretty(Object fact) {
        return FlowJson.MAPPER
                        .writer()
                        .with(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(fact)
                + "\n";
    }

    /// The class of the fact that the file shows.
    Class<?> factClass() {
        return Stream.concat(
                        Stream.of(OrderEvent.class.getPermittedSubclasses()),
                        Stream.of(ProductListed.class))
                .filter(it -> path.getFileName().toString().startsWith(type(it) + "."))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(path + " is of no type"));
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

    private static String type(Class<?> fact) {
        return Topic.typeOf(fact).substring("quadrille.".length());
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}

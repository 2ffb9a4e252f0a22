package dev.quadrille.system.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A generated file in `docs/api`.
public final class PublishedDocument {

    private static final Path FOLDER = Path.of("../docs/api");

    private final Path file;

    public PublishedDocument(String name) {
        this.file = FOLDER.resolve(name);
    }

    public String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode json() {
        return new JsonMapper().readTree(text());
    }

    /// Writes the file if the build runs with `-Dquadrille.rewrite=true`.
    public void writeIfRequested(String expected) {
        if (Boolean.getBoolean("quadrille.rewrite")) {
            write(expected);
        }
    }

    public void assertUpToDate(String expected) {
        assertThat(Files.exists(file) ? text() : "")
                .as("%s is outdated; if the change is intended, run: ./quadrille docs", file)
                .isEqualTo(expected);
    }

    private void write(String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

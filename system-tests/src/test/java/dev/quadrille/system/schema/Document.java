package dev.quadrille.system.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file in `docs/api` that is written by a test.
public final class Document {

    private static final Path FOLDER = Path.of("../docs/api");

    private final Path file;

    public Document(String name) {
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

    /// Makes the file what it should be if the build is run to rewrite it.
    public void writeIfAsked(String expected) {
        if (Boolean.getBoolean("quadrille.rewrite")) {
            write(expected);
        }
    }

    public void isInStepWith(String expected, String rewrite) {
        assertThat(Files.exists(file) ? text() : "")
                .as("%s is out of step with the code; if that is meant, run: %s", file, rewrite)
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

package dev.quadrille.system.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A file in the format of IntelliJ's HTTP client, limited to the features that this project uses:
/// variables, requests and response handlers.
record HttpFile(Path path) {

    private static final Path FOLDER = Path.of("../docs/api");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^@(\\w+) *= *(.*)$");

    static List<HttpFile> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .map(HttpFile::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> variables() {
        return VARIABLE.matcher(text())
                .results()
                .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    }

    List<HttpExchange> exchanges() {
        return Arrays.stream(text().split("(?m)^###", -1)).skip(1).map(HttpExchange::of).toList();
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}

package dev.quadrille.system.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rejects colloquial words and former metaphorical type names in sources and documents.
class PlainEnglishTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /// The rejected words; only the type names are case-sensitive.
    private static final Pattern REJECTED =
            Pattern.compile(
                    "\\b(?:(?i:whoever|(?<!\\.)nobody|somebody|who has|what comes of|of this kind are"
                            + "|none of ours|the same again|is away|are away|strangers)"
                            + "|HouseFull|OpeningHours|SecondSource|StockRoom|LeasedRelay)\\b");

    private static final Set<String> EXTENSIONS =
            Set.of("java", "md", "yml", "yaml", "sql", "sh", "xml", "http", "pml");

    private static final Set<Path> FILES =
            Set.of(Path.of("quadrille"), Path.of(".ci", "run"), Path.of(".env"));

    private static final Set<String> HIDDEN_FOLDERS = Set.of(".ci", ".github");
    private static final Path API = Path.of("docs", "api");

    @Test
    void sourcesAndDocumentsUsePlainEnglish() throws IOException {
        List<Path> files = files();

        assertThat(files).hasSizeGreaterThan(100);
        assertThat(files.stream().flatMap(PlainEnglishTest::violations)).isEmpty();
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(
                PROJECT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return isSkipped(PROJECT.relativize(folder))
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        Path path = PROJECT.relativize(file);
                        if (attributes.isRegularFile() && isChecked(path)) {
                            files.add(path);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files.stream().sorted().toList();
    }

    private static boolean isSkipped(Path folder) {
        String name = folder.getFileName().toString();
        return name.equals("target") || (name.startsWith(".") && !HIDDEN_FOLDERS.contains(name));
    }

    private static boolean isChecked(Path file) {
        String name = file.getFileName().toString();
        // Flyway checks the checksum of applied migrations.
        if (name.matches("V.*\\.sql") || name.equals("PlainEnglishTest.java")) {
            return false;
        }
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return EXTENSIONS.contains(extension)
                || (extension.equals("json") && file.startsWith(API))
                || name.equals("Dockerfile")
                || FILES.contains(file);
    }

    /// Returns each hit as `file:line: word: text`.
    private static Stream<String> violations(Path file) {
        List<String> violations = new ArrayList<>();
        List<String> lines = read(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int number = i + 1;
            REJECTED.matcher(line)
                    .results()
                    .map(hit -> "%s:%d: %s: %s".formatted(file, number, hit.group(), line.strip()))
                    .forEach(violations::add);
        }
        return violations.stream();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(PROJECT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

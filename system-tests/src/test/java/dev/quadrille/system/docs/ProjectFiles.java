package dev.quadrille.system.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds files of the project by name.
final class ProjectFiles {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> NOT_SOURCES = Set.of("target", ".git", ".quadrille", ".mvn");

    private ProjectFiles() {}

    /// The simple names of all top-level types, tests included.
    static Set<String> typeNames() {
        return sources()
                .map(it -> it.getFileName().toString())
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// All Markdown pages.
    static Stream<Path> pages() {
        return sources(ROOT).filter(it -> it.toString().endsWith(".md"));
    }

    /// All Java files, tests included.
    static Stream<Path> sources() {
        return sources(ROOT).filter(it -> it.toString().endsWith(".java"));
    }

    /// The migrations of a database, in no particular order.
    static List<Path> migrations(String module, String database) {
        Path folder = ROOT.resolve(module).resolve("src/main/resources/db").resolve(database);
        return Files.isDirectory(folder) ? list(folder) : List.of();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources(Path folder) {
        return list(folder).stream()
                .filter(it -> !NOT_SOURCES.contains(it.getFileName().toString()))
                .flatMap(it -> Files.isDirectory(it) ? sources(it) : Stream.of(it));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

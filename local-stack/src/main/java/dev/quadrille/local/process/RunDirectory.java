package dev.quadrille.local.process;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// The folder with one small file per running process. It outlives a launcher that was killed, and
/// is how the next one finds what is left.
public final class RunDirectory {

    private static final String SUFFIX = ".pid";

    private final Path directory;

    public RunDirectory(Path directory) {
        this.directory = directory;
    }

    public Path path() {
        return directory;
    }

    /// Replaces the record of that name at once, so that no reader sees half of one.
    public void save(ProcessRecord process) {
        String text =
                "pid=%d%nstartedAt=%s%nrestarts=%d%n"
                        .formatted(process.pid(), process.startedAt(), process.restarts());
        try {
            Files.createDirectories(directory);
            Path draft = directory.resolve(process.name() + ".draft");
            Files.writeString(draft, text);
            Files.move(draft, file(process.name()), ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The record of that name; empty if there is none or it cannot be read.
    public Optional<ProcessRecord> find(String name) {
        return Files.exists(file(name)) ? read(name) : Optional.empty();
    }

    /// All records, whether their processes still run or not.
    public List<ProcessRecord> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted()
                    .flatMap(name -> read(name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ProcessRecord> read(String name) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file(name))) {
            properties.load(reader);
            return Optional.of(
                    new ProcessRecord(
                            name,
                            Long.parseLong(properties.getProperty("pid", "")),
                            Instant.parse(properties.getProperty("startedAt", "")),
                            Integer.parseInt(properties.getProperty("restarts", ""))));
        } catch (IOException | RuntimeException _) {
            // Gone meanwhile, or not written by us: either way it names no process of ours.
            return Optional.empty();
        }
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }
}

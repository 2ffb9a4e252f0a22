package dev.quadrille.local.process.pidfile;

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

/// The directory with one PID file per process. PID files remain when a launcher is killed, so that
/// the next launcher finds the orphaned processes.
public final class RunDirectory {

    private static final String SUFFIX = ".pid";
    private static final String HOLD_SUFFIX = ".hold";

    private final Path directory;

    public RunDirectory(Path directory) {
        this.directory = directory;
    }

    public Path path() {
        return directory;
    }

    /// Writes the PID file atomically, so that readers never see an incomplete one.
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

    /// Asks the launcher not to start this process again, until it is released.
    public void hold(String name) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + HOLD_SUFFIX), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void release(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name + HOLD_SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isHeld(String name) {
        return Files.exists(directory.resolve(name + HOLD_SUFFIX));
    }

    /// Reads a PID file; empty if it does not exist or is invalid.
    public Optional<ProcessRecord> find(String name) {
        return Files.exists(file(name)) ? read(name) : Optional.empty();
    }

    /// Reads all PID files, including those of processes that have ended.
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
            // The file was deleted in the meantime, or another program wrote it.
            return Optional.empty();
        }
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }
}

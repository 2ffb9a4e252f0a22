package dev.quadrille.local.postgres;

import dev.quadrille.local.process.ProcStat;
import dev.quadrille.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// `postmaster.pid` in a data directory, by which PostgreSQL refuses to run twice on the same data.
/// After a hard end it stays behind, and when its pid has gone to another process PostgreSQL
/// believes that one to be a server.
public final class PostmasterFile {

    private static final long GRACE_SECONDS = 20;

    private final Path directory;
    private final Path file;

    /// @param directory the one that a {@link EmbeddedPostgresProcess} keeps its programs and data
    ///   in
    public PostmasterFile(Path directory) {
        this.directory = directory;
        this.file = EmbeddedPostgresProcess.data(directory).resolve("postmaster.pid");
    }

    /// Ends a server of ours that still runs on the data, and removes the file if it names none.
    /// Whatever is in doubt is left to PostgreSQL.
    public void clear() {
        pid().flatMap(ProcessHandle::of).ifPresent(this::clear);
    }

    private void clear(ProcessHandle process) {
        Optional<String> command = process.info().command();
        if (command.filter(this::isOurs).isPresent()) {
            end(process);
        } else if (command.isPresent() || ProcStat.isZombie(process.pid())) {
            delete();
        }
    }

    private boolean isOurs(String command) {
        return command.startsWith(directory.toString()) && command.endsWith("/postgres");
    }

    private static void end(ProcessHandle server) {
        Signal.INT.send(server);
        server.onExit()
                .completeOnTimeout(server, GRACE_SECONDS, TimeUnit.SECONDS)
                .thenAccept(Signal.KILL::send)
                .join();
    }

    private Optional<Long> pid() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .map(String::strip)
                    .map(Long::valueOf);
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.quadrille.local.postgres;

import dev.quadrille.local.process.Signal;
import dev.quadrille.local.process.pidfile.ProcStat;
import dev.quadrille.servers.postgres.EmbeddedPostgresProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The lock file `postmaster.pid` of a data directory. PostgreSQL refuses to start while the
/// process that the file names is running. The file remains after a crash; if another process then
/// has the same pid, PostgreSQL takes it for a running server.
public final class PostmasterFile {

    private static final long GRACE_SECONDS = 20;

    private final Path directory;
    private final Path file;

    /// @param directory the directory of an {@link EmbeddedPostgresProcess}
    public PostmasterFile(Path directory) {
        this.directory = directory;
        this.file = EmbeddedPostgresProcess.data(directory).resolve("postmaster.pid");
    }

    /// Stops the server if it is still running. Deletes the file if it names a process that is not
    /// a server of this directory. If the process cannot be identified, leaves the file to
    /// PostgreSQL.
    public void cleanUp() {
        pid().flatMap(ProcessHandle::of).ifPresent(this::cleanUp);
    }

    private void cleanUp(ProcessHandle process) {
        Optional<String> command = process.info().command();
        if (command.filter(this::isServer).isPresent()) {
            stop(process);
        } else if (command.isPresent() || ProcStat.isZombie(process.pid())) {
            delete();
        }
    }

    private boolean isServer(String command) {
        return command.startsWith(directory.toString()) && command.endsWith("/postgres");
    }

    private static void stop(ProcessHandle server) {
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

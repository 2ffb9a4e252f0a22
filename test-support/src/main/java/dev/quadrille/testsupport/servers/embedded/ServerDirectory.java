package dev.quadrille.testsupport.servers.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.FileSystemUtils;

/// A temporary directory that is deleted when the JVM exits.
final class ServerDirectory {

    private ServerDirectory() {}

    /// `stop` runs before the directory is deleted.
    static Path create(String server, Runnable stop) {
        try {
            Path directory = Files.createTempDirectory("quadrille-" + server);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(directory, stop)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Path directory, Runnable stop) {
        try {
            // A broker with connected clients stops slowly, and its result does not matter.
            Thread stopping = Thread.ofPlatform().daemon().start(stop);
            var _ = stopping.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            FileSystemUtils.deleteRecursively(directory.toFile());
        }
    }
}

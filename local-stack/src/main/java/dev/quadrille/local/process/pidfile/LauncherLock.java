package dev.quadrille.local.process.pidfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The lock that a launcher holds on the run directory. It is a file lock, so the operating system
/// releases it when the launcher ends, even after a crash.
public final class LauncherLock implements AutoCloseable {

    private final FileChannel channel;

    private LauncherLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Acquires the lock of the directory; empty if another launcher holds it.
    public static Optional<LauncherLock> tryAcquire(Path directory) {
        try {
            Files.createDirectories(directory);
            return tryLock(
                    FileChannel.open(
                            directory.resolve("launcher.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<LauncherLock> tryLock(FileChannel channel) throws IOException {
        if (lock(channel)) {
            return Optional.of(new LauncherLock(channel));
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.quadrille.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The file that a process writes its output to. It grows over runs and is rotated when it is
/// large, so that a log takes at most about twice that size on disk.
public final class ProcessLog {

    private static final int LARGE = 16 * 1024 * 1024;
    private static final int TAIL_BYTES = 64 * 1024;

    private final Path file;

    public ProcessLog(Path directory, String name) {
        this.file = directory.resolve(name + ".log");
    }

    public Path file() {
        return file;
    }

    /// Prepares a new run: creates the folder and rotates a large file.
    void prepare() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rotateIfLarge();
    }

    /// Copies a large file to `….log.1` and empties it. Its process keeps the file open and goes on
    /// at the new end, since it appends; what it writes between copy and emptying is lost. A file
    /// that cannot be rotated, for example because the disk is full, keeps growing: the process
    /// must not fail with its log.
    void rotateIfLarge() {
        if (size() <= LARGE) {
            return;
        }
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Path previous = file.resolveSibling(file.getFileName() + ".1");
            Files.copy(file, previous, StandardCopyOption.REPLACE_EXISTING);
            log.truncate(0);
        } catch (IOException _) {
            // Tried again soon; until then the file grows.
        }
    }

    /// The end of the log in bytes, 0 if there is none.
    public long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The last lines, at most `count`.
    public List<String> tail(int count) {
        return tail(count, 0);
    }

    /// The last lines that were written after the byte `from`, at most `count`.
    public List<String> tail(int count, long from) {
        List<String> lines = readFrom(Math.max(from, size() - TAIL_BYTES)).lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /// The text from the byte `from` on, of large files only the next 16 MiB.
    public String readFrom(long from) {
        if (size() <= from) {
            return "";
        }
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
            // It may be emptied meanwhile, so its size now says nothing.
            return new String(Channels.newInputStream(log.position(from)).readNBytes(LARGE), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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

/// The log file of a process. The process appends its output to it over several runs. Log rotation
/// limits the disk usage to about twice the maximum file size.
public final class ProcessLog {

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int TAIL_BYTES = 64 * 1024;

    private final Path file;

    public ProcessLog(Path directory, String name) {
        this.file = directory.resolve(name + ".log");
    }

    public Path file() {
        return file;
    }

    /// Prepares a new run: creates the directory and rotates the file if necessary.
    void prepare() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rotateIfLarge();
    }

    /// Copies a large file to `….log.1` and truncates it. The process keeps the file open and
    /// continues at the new end, because it appends. Output between copy and truncation is lost. If
    /// the rotation fails, for example because the disk is full, the file keeps growing: a logging
    /// problem must not stop the process.
    void rotateIfLarge() {
        if (size() <= MAX_BYTES) {
            return;
        }
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Path previous = file.resolveSibling(file.getFileName() + ".1");
            Files.copy(file, previous, StandardCopyOption.REPLACE_EXISTING);
            log.truncate(0);
        } catch (IOException _) {
            // The next check tries again.
        }
    }

    /// The size in bytes; 0 if the file does not exist.
    public long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns at most the last `count` lines.
    public List<String> tail(int count) {
        return tail(count, 0);
    }

    /// Returns at most the last `count` lines after the byte offset `from`.
    public List<String> tail(int count, long from) {
        List<String> lines = readFrom(Math.max(from, size() - TAIL_BYTES)).lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /// Returns the text from the byte offset `from` on, at most 16 MiB.
    public String readFrom(long from) {
        if (size() <= from) {
            return "";
        }
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
            // The file may have been truncated since its size was read.
            return new String(
                    Channels.newInputStream(log.position(from)).readNBytes(MAX_BYTES), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

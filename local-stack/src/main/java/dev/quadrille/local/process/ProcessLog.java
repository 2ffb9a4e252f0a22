package dev.quadrille.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The file that a process writes its output to. It grows over runs and is set aside once it is
/// large.
public final class ProcessLog {

    private static final long LARGE = 16 * 1024 * 1024;
    private static final int TAIL_BYTES = 64 * 1024;

    private final Path file;

    public ProcessLog(Path directory, String name) {
        this.file = directory.resolve(name + ".log");
    }

    public Path file() {
        return file;
    }

    /// Makes way for a new run: creates the folder and sets a large file aside as `….log.1`.
    void prepare() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (size() > LARGE) {
                Path aside = file.resolveSibling(file.getFileName() + ".1");
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    /// All text from the byte `from` on.
    public String readFrom(long from) {
        if (size() <= from) {
            return "";
        }
        try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(input.length() - from)];
            input.seek(from);
            input.readFully(bytes);
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

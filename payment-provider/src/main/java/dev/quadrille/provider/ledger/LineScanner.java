package dev.quadrille.provider.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Reads the complete lines of a file from an offset with constant memory. It does not use a
/// channel, because the interruption of one thread closes a channel for all threads.
final class LineScanner implements AutoCloseable {

    /// The maximum length of a line. It exceeds the longest entry, because a key has at most 100
    /// characters.
    static final int MAX_LINE_LENGTH = 4096;

    private static final int BUFFER_SIZE = 1 << 13;

    private final RandomAccessFile file;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private final byte[] line = new byte[MAX_LINE_LENGTH];
    private int read;
    private int next;
    private long end;

    /// @param offset the start of a line
    LineScanner(Path path, long offset) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        file.seek(offset);
        end = offset;
    }

    /// Returns the next line without its line feed, or empty if no line feed follows.
    ///
    /// @throws IllegalStateException if the line exceeds the maximum length
    Optional<byte[]> next() throws IOException {
        long length = 0;
        while (next < read || fill()) {
            byte current = buffer[next++];
            if (current == '\n') {
                return Optional.of(completeLine(length));
            }
            if (length < MAX_LINE_LENGTH) {
                line[(int) length] = current;
            }
            length++;
        }
        return Optional.empty();
    }

    private byte[] completeLine(long length) {
        if (length > MAX_LINE_LENGTH) {
            throw new IllegalStateException(
                    "The ledger is damaged: the line at byte %d has %d bytes"
                            .formatted(end, length));
        }
        end += length + 1;
        return Arrays.copyOf(line, (int) length);
    }

    private boolean fill() throws IOException {
        next = 0;
        read = Math.max(0, file.read(buffer));
        return read > 0;
    }

    /// Returns the offset after the last line.
    long end() {
        return end;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package dev.quadrille.provider.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Reads the whole lines of a file from an offset on, in memory that depends neither on the file
/// nor on its lines. It does not use a channel, because a channel is closed for all its users when
/// one of them is interrupted.
final class LineScanner implements AutoCloseable {

    /// Above the longest entry: a key has at most 100 characters.
    static final int LONGEST = 4096;

    private static final int BUFFER = 1 << 13;

    private final RandomAccessFile file;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] line = new byte[LONGEST];
    private int read;
    private int next;
    private long end;

    /// @param offset where a line begins
    LineScanner(Path path, long offset) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        file.seek(offset);
        end = offset;
    }

    /// The next line without its line feed; empty where no line feed follows.
    ///
    /// @throws IllegalStateException if the line is longer than any entry
    Optional<byte[]> next() throws IOException {
        long length = 0;
        while (next < read || fill()) {
            byte current = buffer[next++];
            if (current == '\n') {
                return Optional.of(whole(length));
            }
            if (length < LONGEST) {
                line[(int) length] = current;
            }
            length++;
        }
        return Optional.empty();
    }

    private byte[] whole(long length) {
        if (length > LONGEST) {
            throw new IllegalStateException(
                    "the ledger is damaged: the line at byte %d has %d bytes"
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

    /// The offset behind the last line that was read.
    long end() {
        return end;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

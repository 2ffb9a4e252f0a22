package dev.quadrille.provider.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/// How much of a ledger is indexed. The last line is kept, so that an index is never used with
/// another ledger, or with an older copy of its own.
///
/// @param lines the number of indexed lines
/// @param end the offset behind the last of them
/// @param last the text of the last of them
record LedgerIndexCheckpoint(long lines, long end, String last) {

    static final LedgerIndexCheckpoint NONE = new LedgerIndexCheckpoint(0, 0, "");

    static LedgerIndexCheckpoint behind(LedgerLine line) {
        return new LedgerIndexCheckpoint(
                line.entry().seq(), line.end(), new String(line.text(), UTF_8));
    }

    String asText() {
        return lines + " " + end + " " + last;
    }

    /// @throws IllegalArgumentException if the text is no checkpoint
    static LedgerIndexCheckpoint parse(String text) {
        String[] parts = text.split(" ", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a checkpoint: " + text);
        }
        return new LedgerIndexCheckpoint(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    /// Whether the ledger has the last indexed line where the index found it.
    boolean isOf(Path ledger) throws IOException {
        if (lines == 0) {
            return true;
        }
        byte[] expected = (last + "\n").getBytes(UTF_8);
        long start = end - expected.length;
        try (RandomAccessFile file = new RandomAccessFile(ledger.toFile(), "r")) {
            if (start < 0 || file.length() < end) {
                return false;
            }
            byte[] found = new byte[expected.length];
            file.seek(start);
            file.readFully(found);
            return Arrays.equals(found, expected);
        }
    }
}

package dev.quadrille.provider.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/// The indexed part of a ledger. It contains the last indexed line, so that an index is never used
/// with a different ledger or with an older copy of its ledger.
///
/// @param lines the number of indexed lines
/// @param end the offset after the last indexed line
/// @param last the text of the last indexed line
record LedgerIndexCheckpoint(long lines, long end, String last) {

    static final LedgerIndexCheckpoint NONE = new LedgerIndexCheckpoint(0, 0, "");

    static LedgerIndexCheckpoint after(LedgerLine line) {
        return new LedgerIndexCheckpoint(
                line.entry().seq(), line.end(), new String(line.text(), UTF_8));
    }

    String asText() {
        return lines + " " + end + " " + last;
    }

    /// @throws IllegalArgumentException if the text is not a checkpoint
    static LedgerIndexCheckpoint parse(String text) {
        String[] parts = text.split(" ", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Invalid checkpoint: " + text);
        }
        return new LedgerIndexCheckpoint(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    /// Returns whether the ledger contains the last indexed line at its offset.
    boolean belongsTo(Path ledger) throws IOException {
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

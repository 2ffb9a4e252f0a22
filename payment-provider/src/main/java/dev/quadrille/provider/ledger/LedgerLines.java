package dev.quadrille.provider.ledger;

import dev.quadrille.provider.application.LedgerEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads entries out of a ledger file.
///
/// @param file the ledger
record LedgerLines(Path file, JsonMapper json) {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerLines.class);
    private static final int PROGRESS = 250_000;

    /// The index of this ledger, up to date.
    ///
    /// @throws IllegalStateException if a line is damaged
    LedgerIndex indexed(int linesPerCommit) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".index");
        LedgerIndex index = LedgerIndex.open(beside, file, linesPerCommit);
        try {
            catchUp(index);
            return index;
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    /// Adds to the index what it lacks: after a crash the last lines, and all lines if it is new.
    /// The memory that this takes does not depend on their number.
    private void catchUp(LedgerIndex index) throws IOException {
        long before = index.reached().lines();
        try (LineScanner scanner = new LineScanner(file, index.reached().end())) {
            Optional<LedgerLine> line = next(scanner, before + 1);
            while (line.isPresent()) {
                index.add(line.get());
                long reached = index.reached().lines();
                if (reached % PROGRESS == 0) {
                    LOG.info("indexed {} entries of {}", reached, file);
                }
                line = next(scanner, reached + 1);
            }
        }
        index.commit();
        long reached = index.reached().lines();
        LOG.info(
                "the ledger has {} entries; {} of them were indexed now",
                reached,
                reached - before);
    }

    private Optional<LedgerLine> next(LineScanner scanner, long expected) throws IOException {
        long start = scanner.end();
        Optional<LedgerLine> line =
                scanner.next().map(text -> new LedgerLine(entry(text), start, text));
        if (line.isPresent() && line.get().entry().seq() != expected) {
            throw new IllegalStateException(
                    "%s is damaged: %s is out of order".formatted(file, line.get().entry()));
        }
        return line;
    }

    /// The entry of the key that begins at this offset.
    ///
    /// @throws IllegalStateException if there is no such entry
    LedgerEntry at(long offset, String key) throws IOException {
        try (LineScanner scanner = new LineScanner(file, offset)) {
            return scanner.next()
                    .map(this::entry)
                    .filter(entry -> entry.key().equals(key))
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "no entry of the key begins at byte " + offset));
        }
    }

    /// The entries after the first number up to the second.
    List<LedgerEntry> between(LedgerIndex.Milestone from, long after, long last)
            throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        try (LineScanner scanner = new LineScanner(file, from.offset())) {
            for (long line = from.line(); line < last; line++) {
                Optional<byte[]> text = scanner.next();
                if (line >= after && text.isPresent()) {
                    entries.add(entry(text.get()));
                }
            }
        }
        return entries;
    }

    private LedgerEntry entry(byte[] text) {
        try {
            return json.readValue(text, LedgerEntry.class);
        } catch (JacksonException e) {
            throw new IllegalStateException(file + " is damaged", e);
        }
    }
}

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

/// Reads the entries of a ledger file.
record LedgerLines(Path file, JsonMapper json) {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerLines.class);
    private static final int PROGRESS_INTERVAL = 250_000;

    /// Opens and updates the index of this ledger.
    ///
    /// @throws IllegalStateException if a line is damaged
    LedgerIndex openIndex(int linesPerCommit) throws IOException {
        Path indexFile = file.resolveSibling(file.getFileName() + ".index");
        LedgerIndex index = LedgerIndex.open(indexFile, file, linesPerCommit);
        try {
            catchUp(index);
            return index;
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    /// Adds the missing lines to the index: the last lines after a crash, or all lines of a new
    /// index. The memory use does not depend on the number of lines.
    private void catchUp(LedgerIndex index) throws IOException {
        long before = index.checkpoint().lines();
        try (LineScanner scanner = new LineScanner(file, index.checkpoint().end())) {
            Optional<LedgerLine> line = next(scanner, before + 1);
            while (line.isPresent()) {
                index.add(line.get());
                long indexedLines = index.checkpoint().lines();
                if (indexedLines % PROGRESS_INTERVAL == 0) {
                    LOG.info("Indexed {} entries of {}", indexedLines, file);
                }
                line = next(scanner, indexedLines + 1);
            }
        }
        index.commit();
        long indexedLines = index.checkpoint().lines();
        LOG.info(
                "The ledger has {} entries, of which {} were added to the index",
                indexedLines,
                indexedLines - before);
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

    /// Returns the entry of the key at the given offset.
    ///
    /// @throws IllegalStateException if there is no such entry
    LedgerEntry at(long offset, String key) throws IOException {
        try (LineScanner scanner = new LineScanner(file, offset)) {
            return scanner.next()
                    .map(this::entry)
                    .filter(entry -> entry.key().equals(key))
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "The ledger has no entry of the key at byte " + offset));
        }
    }

    /// Returns the entries with sequence numbers above `after`, up to `last`.
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

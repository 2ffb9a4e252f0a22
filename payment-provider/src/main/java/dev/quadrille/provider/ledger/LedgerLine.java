package dev.quadrille.provider.ledger;

import dev.quadrille.provider.application.LedgerEntry;

/// An entry and its position in the ledger file.
final class LedgerLine {

    private final LedgerEntry entry;
    private final long start;
    private final byte[] text;

    /// @param start the offset of the first byte of the line
    /// @param text the line without its line feed
    LedgerLine(LedgerEntry entry, long start, byte[] text) {
        this.entry = entry;
        this.start = start;
        this.text = text;
    }

    LedgerEntry entry() {
        return entry;
    }

    long start() {
        return start;
    }

    byte[] text() {
        return text;
    }

    /// Returns the offset of the next line.
    long end() {
        return start + text.length + 1;
    }
}

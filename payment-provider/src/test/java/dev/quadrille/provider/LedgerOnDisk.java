package dev.quadrille.provider;

import dev.quadrille.provider.ledger.LedgerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import tools.jackson.databind.json.JsonMapper;

/// Opens ledger files for tests, with a fixed clock.
public final class LedgerOnDisk {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final int LINES_PER_INDEX_COMMIT = 10_000;

    private LedgerOnDisk() {}

    public static LedgerFile at(Path file) {
        return at(file, LINES_PER_INDEX_COMMIT);
    }

    public static LedgerFile at(Path file, int linesPerIndexCommit) {
        try {
            return LedgerFile.open(
                    file,
                    JsonMapper.builder().build(),
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    linesPerIndexCommit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.quadrille.provider;

import dev.quadrille.provider.ledger.LedgerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import tools.jackson.databind.json.JsonMapper;

/// Ledgers for tests: real files, and a clock that stands still.
public final class LedgerOnDisk {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private LedgerOnDisk() {}

    public static LedgerFile at(Path file) {
        try {
            return new LedgerFile(
                    file, JsonMapper.builder().build(), Clock.fixed(NOW, ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

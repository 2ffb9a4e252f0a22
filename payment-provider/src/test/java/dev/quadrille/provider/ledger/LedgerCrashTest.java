package dev.quadrille.provider.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.provider.LedgerOnDisk;
import dev.quadrille.provider.application.LedgerEntry;
import dev.quadrille.provider.domain.Charge;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tests crash recovery: repeatedly kills a process at a random point while it writes a ledger.
class LedgerCrashTest {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerCrashTest.class);
    private static final int KILLS = 5;

    @TempDir private Path directory;

    @Test
    void losesNoDurableEntryWhenItsProcessIsKilled() throws Exception {
        Path file = directory.resolve("ledger.jsonl");
        Random random = new Random(7);
        long acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged = writeUntilKilled(file, acknowledged + 100 + random.nextInt(900));
            assertThat(verify(file)).isGreaterThanOrEqualTo(acknowledged);
        }
    }

    /// Starts a process that appends entries, and kills it after the given number of durable
    /// entries.
    private static long writeUntilKilled(Path file, long target) throws Exception {
        Process writer =
                LedgerProcess.start(List.of("-Xmx64m"), LedgerWriterProcess.class, "" + file);
        long acknowledged = 0;
        try (BufferedReader lines = LedgerProcess.output(writer)) {
            while (acknowledged < target) {
                String line = lines.readLine();
                if (line.startsWith(LedgerWriterProcess.DURABLE)) {
                    acknowledged =
                            Long.parseLong(line.substring(LedgerWriterProcess.DURABLE.length()));
                }
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        LOG.info("Killed the process after {} entries", acknowledged);
        return acknowledged;
    }

    /// Compares the index with the ledger for each key. Returns the number of entries.
    private static long verify(Path file) throws IOException {
        try (LedgerFile ledger = LedgerOnDisk.at(file, LedgerWriterProcess.LINES_PER_COMMIT)) {
            List<LedgerEntry> entries = ledger.entriesAfter(0, Integer.MAX_VALUE);
            Map<String, Charge> expected = new HashMap<>();
            entries.forEach(entry -> expected.put(entry.key(), entry.charge()));
            expected.forEach((key, charge) -> assertThat(ledger.latest(key)).contains(charge));
            assertThat(ledger.latest("other")).isEmpty();
            return entries.size();
        }
    }
}

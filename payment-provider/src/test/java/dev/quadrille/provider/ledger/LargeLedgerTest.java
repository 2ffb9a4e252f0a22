package dev.quadrille.provider.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests a ledger whose entries do not fit into the heap. The number of entries and the heap size
/// are configurable: `-Dquadrille.ledger.lines=3000000 -Dquadrille.ledger.heap=160m`.
class LargeLedgerTest {

    private static final int LINES = Integer.getInteger("quadrille.ledger.lines", 180_000);
    private static final String HEAP = System.getProperty("quadrille.ledger.heap", "24m");

    @TempDir private Path directory;

    @Test
    void opensALedgerWhoseKeysDoNotFitIntoTheHeap() throws Exception {
        Path file = directory.resolve("ledger.jsonl");
        write(file, LINES);
        for (String start : List.of("first", "second")) {
            Process process =
                    LedgerProcess.start(
                            List.of(
                                    "-Xmx" + HEAP,
                                    "-XX:+UseSerialGC",
                                    "-XX:+ExitOnOutOfMemoryError"),
                            LedgerReadProcess.class,
                            file.toString(),
                            start,
                            "" + LINES);
            String output = LedgerProcess.output(process).readAllAsString();
            assertThat(process.waitFor()).as(output).isZero();
            System.out.println(start + " start: " + output.strip());
        }
    }

    /// Writes the lines without a ledger. The keys are ordered by time, like order IDs.
    private static void write(Path file, int lines) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int seq = 1; seq <= lines; seq++) {
                String line =
                        "{\"seq\":"
                                + seq
                                + ",\"at\":\"2026-11-22T10:00:00Z\",\"key\":\""
                                + LedgerReadProcess.key(seq)
                                + "\",\"type\":\"CHARGED\",\"amount\":49900,\"currency\":\"EUR\","
                                + "\"method\":\"PM_OK\"}\n";
                out.write(line.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}

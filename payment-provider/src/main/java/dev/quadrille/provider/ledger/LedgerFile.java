package dev.quadrille.provider.ledger;

import dev.quadrille.provider.application.Ledger;
import dev.quadrille.provider.application.LedgerEntry;
import dev.quadrille.provider.domain.Charge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The ledger as a file with one JSON document a line. No line is ever changed, and one process at
/// a time keeps it.
public final class LedgerFile implements Ledger, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);

    private final Path file;
    private final JsonMapper json;
    private final Clock clock;
    private final LedgerLock lock;
    private final FileChannel channel;
    private final LineIndex index;
    private final GroupCommit commit;

    public LedgerFile(Path path, JsonMapper json, Clock clock) throws IOException {
        this.file = path.toAbsolutePath();
        this.json = json;
        this.clock = clock;
        Files.createDirectories(file.getParent());
        this.lock = new LedgerLock(file);
        this.channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        this.index = LineIndex.of(channel);
        cutTornLine();
        this.commit = new GroupCommit(channel, index.lines());
    }

    /// A line without an end was being written when the last run died. Nobody was answered for it.
    private void cutTornLine() throws IOException {
        long torn = channel.size() - index.end();
        if (torn > 0) {
            LOG.warn("cut {} bytes of a torn entry off the end of {}", torn, file);
            channel.truncate(index.end());
            channel.force(true);
        }
        channel.position(index.end());
    }

    @Override
    public void replay(Consumer<LedgerEntry> reader) {
        long[] expected = {1};
        read(
                0,
                index.lines(),
                entry -> {
                    if (entry.seq() != expected[0]++) {
                        throw new IllegalStateException(
                                "%s is damaged: %s is out of order".formatted(file, entry));
                    }
                    reader.accept(entry);
                });
    }

    @Override
    public synchronized void append(String key, Charge next) {
        LedgerEntry entry = LedgerEntry.of(index.lines() + 1, clock.instant(), key, next);
        byte[] line = (json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        commit.append(line);
        index.add(line.length);
    }

    @Override
    public CompletableFuture<Void> durable() {
        return commit.durable();
    }

    @Override
    public List<LedgerEntry> entriesAfter(long seq, int limit) {
        long last = Math.min(seq + limit, commit.durableLines());
        List<LedgerEntry> entries = new ArrayList<>();
        read(seq, last, entries::add);
        return entries;
    }

    /// Reads the lines from the first number up to, and without, the second.
    private void read(long from, long to, Consumer<LedgerEntry> reader) {
        if (from >= to) {
            return;
        }
        LineIndex.Milestone milestone = index.before(from);
        try (BufferedReader lines = linesFrom(milestone.offset())) {
            lines.lines()
                    .skip(from - milestone.line())
                    .limit(to - from)
                    .map(this::entry)
                    .forEach(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private BufferedReader linesFrom(long offset) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        bytes.skipNBytes(offset);
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }

    private LedgerEntry entry(String line) {
        try {
            return json.readValue(line, LedgerEntry.class);
        } catch (JacksonException e) {
            throw new IllegalStateException(file + " is damaged: " + line, e);
        }
    }

    /// Keeps what was appended, and lets another process have the file.
    @Override
    public void close() throws IOException {
        commit.close();
        channel.close();
        lock.close();
    }
}

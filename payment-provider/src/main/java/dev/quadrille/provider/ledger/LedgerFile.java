package dev.quadrille.provider.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.provider.application.Ledger;
import dev.quadrille.provider.application.LedgerBroken;
import dev.quadrille.provider.application.LedgerEntry;
import dev.quadrille.provider.domain.Charge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// The ledger as a file with one JSON document a line, and an index beside it. No line is ever
/// changed, and one process at a time uses the files. Memory holds only the entries that the index
/// does not have yet.
public final class LedgerFile implements Ledger, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);

    // What a start reads of the ledger is at most twice this, less than a second.
    private static final int LINES_PER_INDEX_COMMIT = 10_000;

    private final Path file;
    private final LedgerLines lines;
    private final JsonMapper json;
    private final Clock clock;
    private final LedgerLock lock;
    private final LedgerIndex index;
    private final FileChannel channel;
    private final IndexWriter indexWriter;
    private final GroupCommit commit;
    private final ConcurrentMap<String, LedgerEntry> notIndexed = new ConcurrentHashMap<>();
    private long seq;
    private long end;

    private LedgerFile(LedgerLock lock, Path file, JsonMapper json, Clock clock, int linesPerCommit)
            throws IOException {
        this.lock = lock;
        this.file = file;
        this.json = json;
        this.clock = clock;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.lines = new LedgerLines(file, json);
        this.index = lines.indexed(linesPerCommit);
        this.seq = index.reached().lines();
        this.end = index.reached().end();
        cutTornLine();
        this.indexWriter = new IndexWriter(index, this::indexed, this::fail);
        this.commit = new GroupCommit(channel, seq, indexWriter::add);
    }

    /// Opens the ledger, and brings its index up to date.
    ///
    /// @throws IllegalStateException if another process uses it, or a line of it is damaged
    public static LedgerFile open(Path path, JsonMapper json, Clock clock) throws IOException {
        return open(path, json, clock, LINES_PER_INDEX_COMMIT);
    }

    /// Opens the ledger, with an index that is written more or less often.
    ///
    /// @param linesPerIndexCommit after so many lines at most the index is written to disk
    public static LedgerFile open(Path path, JsonMapper json, Clock clock, int linesPerIndexCommit)
            throws IOException {
        Path file = path.toAbsolutePath();
        Files.createDirectories(file.getParent());
        LedgerLock lock = new LedgerLock(file);
        try {
            return new LedgerFile(lock, file, json, clock, linesPerIndexCommit);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// A line without an end was being written when the last run ended. No request was answered on
    /// the strength of it.
    private void cutTornLine() throws IOException {
        long torn = channel.size() - end;
        if (torn > 0) {
            LOG.warn("cut {} bytes of a torn entry off the end of {}", torn, file);
            channel.truncate(end);
            channel.force(true);
        }
        channel.position(end);
    }

    @Override
    public Optional<Charge> latest(String key) {
        // In this order: an entry is in the index before it leaves the map.
        return Optional.ofNullable(notIndexed.get(key))
                .or(() -> indexed(key))
                .map(LedgerEntry::charge);
    }

    private Optional<LedgerEntry> indexed(String key) {
        try {
            OptionalLong offset = index.offsetOf(key);
            return offset.isEmpty()
                    ? Optional.empty()
                    : Optional.of(lines.at(offset.getAsLong(), key));
        } catch (IOException | RuntimeException e) {
            LOG.error("the latest entry of a key cannot be read", e);
            fail(e);
            throw new LedgerBroken(e);
        }
    }

    @Override
    public synchronized void append(String key, Charge next) {
        LedgerEntry entry = LedgerEntry.of(seq + 1, clock.instant(), key, next);
        LedgerLine line =
                new LedgerLine(entry, end, json.writeValueAsString(entry).getBytes(UTF_8));
        notIndexed.put(key, entry);
        try {
            commit.append(line);
        } catch (LedgerBroken e) {
            notIndexed.remove(key, entry);
            throw e;
        }
        seq++;
        end = line.end();
    }

    private void indexed(LedgerLine line) {
        notIndexed.remove(line.entry().key(), line.entry());
    }

    /// Ends all reading and writing until the next start, which makes a damaged index again.
    private void fail(Throwable cause) {
        commit.fail(cause);
        index.discardIfDamaged(cause);
    }

    @Override
    public CompletableFuture<Void> durable() {
        return commit.durable();
    }

    @Override
    public List<LedgerEntry> entriesAfter(long after, int limit) {
        long last = Math.min(after + limit, commit.durableLines());
        if (after >= last) {
            return new ArrayList<>();
        }
        try {
            return lines.between(index.before(after), after, last);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// Keeps what was appended, and lets another process have the files.
    @Override
    public void close() throws IOException {
        commit.close();
        indexWriter.close();
        index.close();
        channel.close();
        lock.close();
    }
}

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

/// An append-only ledger file with one JSON document per line, and an index file. Only one process
/// at a time uses the files. The memory contains only the entries that are not indexed yet.
public final class LedgerFile implements Ledger, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);

    // A start reads at most twice this number of lines, which takes less than a second.
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
    private final ConcurrentMap<String, LedgerEntry> unindexedEntries = new ConcurrentHashMap<>();
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
        this.index = lines.openIndex(linesPerCommit);
        this.seq = index.checkpoint().lines();
        this.end = index.checkpoint().end();
        truncateTornLine();
        this.indexWriter = new IndexWriter(index, this::onIndexed, this::fail);
        this.commit = new GroupCommit(channel, seq, indexWriter::add);
    }

    /// Opens the ledger, and updates its index.
    ///
    /// @throws IllegalStateException if another process uses the ledger, or if a line is damaged
    public static LedgerFile open(Path path, JsonMapper json, Clock clock) throws IOException {
        return open(path, json, clock, LINES_PER_INDEX_COMMIT);
    }

    /// Opens the ledger with the given commit interval of the index.
    ///
    /// @param linesPerIndexCommit the maximum number of lines between two commits of the index
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

    /// Removes an incomplete last line, whose write was interrupted by a crash. No response depends
    /// on it, because a response waits until its line is durable.
    private void truncateTornLine() throws IOException {
        long torn = channel.size() - end;
        if (torn > 0) {
            LOG.warn("Truncated {} bytes of an incomplete entry at the end of {}", torn, file);
            channel.truncate(end);
            channel.force(true);
        }
        channel.position(end);
    }

    @Override
    public Optional<Charge> latest(String key) {
        // The map is read first, because an entry is indexed before it is removed from the map.
        return Optional.ofNullable(unindexedEntries.get(key))
                .or(() -> findIndexed(key))
                .map(LedgerEntry::charge);
    }

    private Optional<LedgerEntry> findIndexed(String key) {
        try {
            OptionalLong offset = index.offsetOf(key);
            return offset.isEmpty()
                    ? Optional.empty()
                    : Optional.of(lines.at(offset.getAsLong(), key));
        } catch (IOException | RuntimeException e) {
            LOG.error("Cannot read the latest entry of a key", e);
            fail(e);
            throw new LedgerBroken(e);
        }
    }

    @Override
    public synchronized void append(String key, Charge next) {
        LedgerEntry entry = LedgerEntry.of(seq + 1, clock.instant(), key, next);
        LedgerLine line =
                new LedgerLine(entry, end, json.writeValueAsString(entry).getBytes(UTF_8));
        unindexedEntries.put(key, entry);
        try {
            commit.append(line);
        } catch (LedgerBroken e) {
            unindexedEntries.remove(key, entry);
            throw e;
        }
        seq++;
        end = line.end();
    }

    private void onIndexed(LedgerLine line) {
        unindexedEntries.remove(line.entry().key(), line.entry());
    }

    /// Makes the ledger unusable until the next start, which rebuilds a damaged index.
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
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /// Writes the appended entries, and releases the files for another process.
    @Override
    public void close() throws IOException {
        commit.close();
        indexWriter.close();
        index.close();
        channel.close();
        lock.close();
    }
}

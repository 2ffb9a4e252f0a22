package dev.quadrille.provider.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The index of a ledger, on disk: where the latest line of each key is, and every thousandth line.
/// It is derived from the ledger and can always be made again from it. One thread writes; any
/// number may read.
final class LedgerIndex implements AutoCloseable {

    /// A line's number, from 0, and the offset at which it begins.
    record Milestone(long line, long offset) {}

    private static final Logger LOG = LoggerFactory.getLogger(LedgerIndex.class);
    private static final String FORMAT = "1";
    private static final long EMPTY_VERSION = 1;
    private static final int STRIDE = 1000;

    // Bounds the pages that wait in memory for their commit: keys in random order change a page
    // each.
    private static final int MOST_UNSAVED_BYTES = 8 << 20;
    private static final int CACHE_MEGABYTES = 8;
    private static final int PAGE_BYTES = 4096;

    private final Path file;
    private final int linesPerCommit;
    private final MVStore store;
    private final MVMap<String, Long> offsets;
    private final MVMap<Long, Long> milestones;
    private final MVMap<String, String> state;
    private LedgerIndexCheckpoint reached;
    private int uncommitted;

    private LedgerIndex(Path file, int linesPerCommit) {
        this.file = file;
        this.linesPerCommit = linesPerCommit;
        this.store = store(file);
        boolean isNew = store.getCurrentVersion() == 0;
        useLastSyncedVersion();
        this.offsets = map("offsets", StringDataType.INSTANCE, LongDataType.INSTANCE);
        this.milestones = map("milestones", LongDataType.INSTANCE, LongDataType.INSTANCE);
        this.state = map("state", StringDataType.INSTANCE, StringDataType.INSTANCE);
        if (isNew) {
            state.put("format", FORMAT);
            store.commit();
        }
        this.reached =
                Optional.ofNullable(state.get("checkpoint"))
                        .map(LedgerIndexCheckpoint::parse)
                        .orElse(LedgerIndexCheckpoint.NONE);
    }

    private boolean isOf(Path ledger) throws IOException {
        return FORMAT.equals(state.get("format")) && reached.isOf(ledger);
    }

    /// Opens the index of a ledger. One that is missing, cannot be read, or belongs to another
    /// ledger is replaced by an empty one.
    ///
    /// @param linesPerCommit after so many lines at most the index is written to disk
    static LedgerIndex open(Path file, Path ledger, int linesPerCommit) throws IOException {
        Optional<LedgerIndex> existing =
                Files.exists(file) ? usable(file, ledger, linesPerCommit) : Optional.empty();
        if (existing.isPresent()) {
            return existing.get();
        }
        Files.deleteIfExists(file);
        return new LedgerIndex(file, linesPerCommit);
    }

    private static Optional<LedgerIndex> usable(Path file, Path ledger, int linesPerCommit) {
        try {
            LedgerIndex index = new LedgerIndex(file, linesPerCommit);
            if (index.isOf(ledger)) {
                return Optional.of(index);
            }
            index.store.closeImmediately();
            LOG.warn("{} does not belong to this ledger and is made again", file);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be used and is made again: {}", file, e.toString());
        }
        return Optional.empty();
    }

    private static MVStore store(Path file) {
        return new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MEGABYTES)
                .pageSplitSize(PAGE_BYTES)
                .open();
    }

    /// A loss of power can leave the newest version torn in a way that the store does not detect.
    /// Each version is synced before the next is begun, so the one before the newest is whole.
    private void useLastSyncedVersion() {
        long newest = store.getCurrentVersion();
        if (newest > EMPTY_VERSION) {
            store.rollbackTo(newest - 1);
        }
    }

    private <K, V> MVMap<K, V> map(String name, DataType<K> keys, DataType<V> values) {
        return store.openMap(name, new MVMap.Builder<K, V>().keyType(keys).valueType(values));
    }

    /// How much of the ledger the index has, written to disk or not.
    LedgerIndexCheckpoint reached() {
        return reached;
    }

    /// Where the latest indexed line of the key begins.
    OptionalLong offsetOf(String key) {
        Long offset = offsets.get(key);
        // Afterwards, because a map of a closed store has no keys.
        if (store.isClosed()) {
            throw new IllegalStateException("the index is closed");
        }
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /// The last milestone that is not behind this line.
    Milestone before(long line) {
        Long floor = milestones.floorKey(line);
        Long offset = floor == null ? null : milestones.get(floor);
        return floor == null || offset == null ? new Milestone(0, 0) : new Milestone(floor, offset);
    }

    /// Adds the line that follows those already added.
    void add(LedgerLine line) {
        offsets.put(line.entry().key(), line.start());
        reached = LedgerIndexCheckpoint.behind(line);
        if (reached.lines() % STRIDE == 0) {
            milestones.put(reached.lines(), reached.end());
        }
        uncommitted++;
        if (uncommitted >= linesPerCommit || store.getUnsavedMemory() > MOST_UNSAVED_BYTES) {
            commit();
        }
    }

    /// Writes what was added, and how far that is, as one version of the store.
    void commit() {
        if (uncommitted > 0) {
            state.put("checkpoint", reached.asText());
            store.commit();
            store.sync();
            uncommitted = 0;
        }
    }

    /// Removes the file after a failure that its content explains, so that the next start makes the
    /// index again.
    void discardIfDamaged(Throwable failure) {
        store.closeImmediately();
        if (isDamage(failure)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.error("{} is damaged and cannot be deleted", file, e);
            }
        }
    }

    private static boolean isDamage(Throwable failure) {
        return failure instanceof MVStoreException store
                ? store.getErrorCode() != DataUtils.ERROR_CLOSED
                        && store.getErrorCode() != DataUtils.ERROR_WRITING_FAILED
                : failure instanceof RuntimeException;
    }

    /// Leaves the file as a crash after the last commit would, so that one way of opening it is
    /// enough.
    @Override
    public void close() {
        store.closeImmediately();
    }
}

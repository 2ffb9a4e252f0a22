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

/// The index of a ledger on disk. It contains the offset of the latest line of each key and of
/// every thousandth line. It can always be rebuilt from the ledger. One thread at a time may write;
/// any number of threads may read.
///
/// Decision record: `docs/decisions/0024-provider-ledger-index.md`.
final class LedgerIndex implements AutoCloseable {

    /// The zero-based number of a line and its offset.
    record Milestone(long line, long offset) {}

    private static final Logger LOG = LoggerFactory.getLogger(LedgerIndex.class);
    private static final String FORMAT = "1";
    private static final long EMPTY_VERSION = 1;
    private static final int STRIDE = 1000;

    // Limits the memory of uncommitted pages. With random keys, each key changes a different page.
    private static final int MAX_UNSAVED_BYTES = 8 << 20;
    private static final int CACHE_MEGABYTES = 8;
    private static final int PAGE_BYTES = 4096;

    private final Path file;
    private final int linesPerCommit;
    private final MVStore store;
    private final MVMap<String, Long> offsets;
    private final MVMap<Long, Long> milestones;
    private final MVMap<String, String> state;
    private LedgerIndexCheckpoint checkpoint;
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
        this.checkpoint =
                Optional.ofNullable(state.get("checkpoint"))
                        .map(LedgerIndexCheckpoint::parse)
                        .orElse(LedgerIndexCheckpoint.NONE);
    }

    private boolean belongsTo(Path ledger) throws IOException {
        return FORMAT.equals(state.get("format")) && checkpoint.belongsTo(ledger);
    }

    /// Opens the index of a ledger. Creates an empty index if the index is missing, is unreadable
    /// or belongs to a different ledger.
    ///
    /// @param linesPerCommit the maximum number of lines between two commits
    static LedgerIndex open(Path file, Path ledger, int linesPerCommit) throws IOException {
        Optional<LedgerIndex> existing =
                Files.exists(file) ? openExisting(file, ledger, linesPerCommit) : Optional.empty();
        if (existing.isPresent()) {
            return existing.get();
        }
        Files.deleteIfExists(file);
        return new LedgerIndex(file, linesPerCommit);
    }

    private static Optional<LedgerIndex> openExisting(Path file, Path ledger, int linesPerCommit) {
        try {
            LedgerIndex index = new LedgerIndex(file, linesPerCommit);
            if (index.belongsTo(ledger)) {
                return Optional.of(index);
            }
            index.store.closeImmediately();
            LOG.warn("{} belongs to a different ledger and is rebuilt", file);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} is unusable and is rebuilt: {}", file, e.toString());
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

    /// Discards the newest version of the store. A power loss can leave it incomplete, and the
    /// store does not always detect this. The previous version is complete, because each version is
    /// synced before the next version starts.
    private void useLastSyncedVersion() {
        long newest = store.getCurrentVersion();
        if (newest > EMPTY_VERSION) {
            store.rollbackTo(newest - 1);
        }
    }

    private <K, V> MVMap<K, V> map(String name, DataType<K> keys, DataType<V> values) {
        return store.openMap(name, new MVMap.Builder<K, V>().keyType(keys).valueType(values));
    }

    /// Returns the indexed part of the ledger, including uncommitted lines.
    LedgerIndexCheckpoint checkpoint() {
        return checkpoint;
    }

    OptionalLong offsetOf(String key) {
        Long offset = offsets.get(key);
        // Checked after the read, because the map of a closed store is empty.
        if (store.isClosed()) {
            throw new IllegalStateException("The ledger index is closed");
        }
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /// Returns the last milestone at or before the line.
    Milestone before(long line) {
        Long floor = milestones.floorKey(line);
        Long offset = floor == null ? null : milestones.get(floor);
        return floor == null || offset == null ? new Milestone(0, 0) : new Milestone(floor, offset);
    }

    void add(LedgerLine line) {
        offsets.put(line.entry().key(), line.start());
        checkpoint = LedgerIndexCheckpoint.after(line);
        if (checkpoint.lines() % STRIDE == 0) {
            milestones.put(checkpoint.lines(), checkpoint.end());
        }
        uncommitted++;
        if (uncommitted >= linesPerCommit || store.getUnsavedMemory() > MAX_UNSAVED_BYTES) {
            commit();
        }
    }

    /// Writes the added lines and the checkpoint as one version of the store.
    void commit() {
        if (uncommitted > 0) {
            state.put("checkpoint", checkpoint.asText());
            store.commit();
            store.sync();
            uncommitted = 0;
        }
    }

    /// Deletes the file if the failure indicates a damaged index, so that the next start rebuilds
    /// the index.
    void discardIfDamaged(Throwable failure) {
        store.closeImmediately();
        if (indicatesDamage(failure)) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.error("Cannot delete the damaged index {}", file, e);
            }
        }
    }

    private static boolean indicatesDamage(Throwable failure) {
        return failure instanceof MVStoreException store
                ? store.getErrorCode() != DataUtils.ERROR_CLOSED
                        && store.getErrorCode() != DataUtils.ERROR_WRITING_FAILED
                : failure instanceof RuntimeException;
    }

    /// Leaves the file in the same state as a crash after the last commit, so that opening the
    /// index has only one case.
    @Override
    public void close() {
        store.closeImmediately();
    }
}

package dev.quadrille.provider.ledger;

import dev.quadrille.provider.application.LedgerBroken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Group commit: all lines that arrive during a write share the next write and its fsync. After the
/// first failure, it accepts no more lines. The content of the disk after a failed fsync is unknown
/// until the next start reads it.
final class GroupCommit implements AutoCloseable {

    private final FileChannel channel;
    private final Consumer<List<LedgerLine>> onDurable;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition workAvailable = lock.newCondition();

    private Batch next = new Batch();
    private CompletableFuture<Void> current = CompletableFuture.completedFuture(null);
    private boolean closed;
    private @Nullable Throwable failure;
    private volatile long durableLines;

    /// Appends at the position of the channel.
    ///
    /// @param durableLines the number of lines that are already durable
    /// @param onDurable receives the lines of each write, in order, when they are durable
    GroupCommit(FileChannel channel, long durableLines, Consumer<List<LedgerLine>> onDurable) {
        this.channel = channel;
        this.durableLines = durableLines;
        this.onDurable = onDurable;
        this.writer = Thread.ofPlatform().name("ledger-writer").daemon().start(this::run);
    }

    void append(LedgerLine line) {
        lock.lock();
        try {
            if (closed) {
                throw new LedgerBroken(
                        failure == null ? new IOException("The ledger is closed") : failure);
            }
            next.add(line);
            workAvailable.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Returns a future that completes when all appended lines are durable.
    CompletableFuture<Void> durable() {
        lock.lock();
        try {
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            return next.isEmpty() ? current : next.done;
        } finally {
            lock.unlock();
        }
    }

    long durableLines() {
        return durableLines;
    }

    private void run() {
        long lines = durableLines;
        Batch batch = take();
        while (batch != null) {
            try {
                write(batch);
                lines += batch.lines.size();
                durableLines = lines;
                batch.done.complete(null);
                onDurable.accept(batch.lines);
            } catch (IOException e) {
                fail(e);
                batch.done.completeExceptionally(e);
            }
            batch = take();
        }
    }

    private @Nullable Batch take() {
        lock.lock();
        try {
            while (next.isEmpty() && !closed) {
                workAvailable.awaitUninterruptibly();
            }
            if (next.isEmpty()) {
                return null;
            }
            Batch batch = next;
            current = batch.done;
            next = new Batch();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void write(Batch batch) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(batch.bytes.toByteArray());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    /// Rejects further lines, and fails the lines that are not written.
    void fail(Throwable cause) {
        lock.lock();
        try {
            closed = true;
            if (failure == null) {
                failure = cause;
            }
            next.done.completeExceptionally(cause);
            next = new Batch();
            workAvailable.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Rejects further lines, and writes the appended lines.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            workAvailable.signal();
        } finally {
            lock.unlock();
        }
        try {
            writer.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Batch {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<LedgerLine> lines = new ArrayList<>();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        void add(LedgerLine line) {
            bytes.writeBytes(line.text());
            bytes.write('\n');
            lines.add(line);
        }

        boolean isEmpty() {
            return lines.isEmpty();
        }
    }
}

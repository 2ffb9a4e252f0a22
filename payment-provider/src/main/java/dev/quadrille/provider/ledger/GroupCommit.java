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

/// Makes lines durable, many at a time: all that arrive while one write is under way share the
/// next, so that any number of answers wait for one fsync. The first failure is the last write:
/// what a failed fsync has left on the disk, only the next start can tell.
final class GroupCommit implements AutoCloseable {

    private final FileChannel channel;
    private final Consumer<List<LedgerLine>> durable;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();

    private Batch next = new Batch();
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private boolean closed;
    private @Nullable Throwable failure;
    private volatile long durableLines;

    /// Appends at the channel's position, where so many lines are durable already.
    ///
    /// @param durable is told the lines of each write, in order, once they are durable
    GroupCommit(FileChannel channel, long durableLines, Consumer<List<LedgerLine>> durable) {
        this.channel = channel;
        this.durableLines = durableLines;
        this.durable = durable;
        this.writer = Thread.ofPlatform().name("ledger").daemon().start(this::run);
    }

    void append(LedgerLine line) {
        lock.lock();
        try {
            if (closed) {
                throw new LedgerBroken(
                        failure == null ? new IOException("the ledger is closed") : failure);
            }
            next.add(line);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Done when all lines appended so far are durable.
    CompletableFuture<Void> durable() {
        lock.lock();
        try {
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            return next.isEmpty() ? underWay : next.done;
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
                durable.accept(batch.lines);
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
                work.awaitUninterruptibly();
            }
            if (next.isEmpty()) {
                return null;
            }
            Batch taken = next;
            underWay = taken.done;
            next = new Batch();
            return taken;
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

    /// Takes no more lines; what was not written is never durable.
    void fail(Throwable cause) {
        lock.lock();
        try {
            closed = true;
            if (failure == null) {
                failure = cause;
            }
            next.done.completeExceptionally(cause);
            next = new Batch();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Writes what was appended, and takes no more.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
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

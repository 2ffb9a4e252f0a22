package dev.quadrille.provider.ledger;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds durable lines to the index in a separate thread, so that no charge waits for the index.
final class IndexWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
    private static final List<LedgerLine> END = List.of();

    private final LedgerIndex index;
    private final Consumer<LedgerLine> onIndexed;
    private final Consumer<Throwable> onFailure;
    private final BlockingQueue<List<LedgerLine>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;

    /// @param onIndexed receives each line after it was added to the index
    /// @param onFailure receives the failure that ends the writer
    IndexWriter(LedgerIndex index, Consumer<LedgerLine> onIndexed, Consumer<Throwable> onFailure) {
        this.index = index;
        this.onIndexed = onIndexed;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("ledger-index").daemon().start(this::run);
    }

    /// Enqueues the next lines of the ledger. The lines must be in order.
    void add(List<LedgerLine> lines) {
        queue.add(lines);
    }

    private void run() {
        try {
            List<LedgerLine> lines = queue.take();
            while (!lines.isEmpty()) {
                lines.forEach(this::add);
                lines = queue.take();
            }
            index.commit();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Without the index, the memory use would grow with each new charge.
            LOG.error("Cannot write the ledger index", e);
            onFailure.accept(e);
        }
    }

    private void add(LedgerLine line) {
        index.add(line);
        onIndexed.accept(line);
    }

    /// Indexes the enqueued lines, and writes the index to disk.
    @Override
    public void close() {
        queue.add(END);
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}

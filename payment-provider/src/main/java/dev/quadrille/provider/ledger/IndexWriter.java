package dev.quadrille.provider.ledger;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds durable lines to the index, on a thread of its own: no charge waits for the index.
final class IndexWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
    private static final List<LedgerLine> END = List.of();

    private final LedgerIndex index;
    private final Consumer<LedgerLine> indexed;
    private final Consumer<Throwable> failed;
    private final BlockingQueue<List<LedgerLine>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;

    /// @param indexed is told each line that the index has
    /// @param failed is told the failure after which the index takes no more lines
    IndexWriter(LedgerIndex index, Consumer<LedgerLine> indexed, Consumer<Throwable> failed) {
        this.index = index;
        this.indexed = indexed;
        this.failed = failed;
        this.thread = Thread.ofPlatform().name("ledger-index").daemon().start(this::run);
    }

    /// Takes the next lines of the ledger, in order.
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
            // Without the index the states of new charges would pile up in memory.
            LOG.error("the index of the ledger cannot be written", e);
            failed.accept(e);
        }
    }

    private void add(LedgerLine line) {
        index.add(line);
        indexed.accept(line);
    }

    /// Indexes what was added and writes it to disk.
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

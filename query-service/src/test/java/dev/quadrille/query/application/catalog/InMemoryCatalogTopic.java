package dev.quadrille.query.application.catalog;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.topics.TopicOffsets;
import dev.quadrille.messaging.topics.TopicReader;
import dev.quadrille.messaging.topics.TopicReaders;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.platform.telemetry.EventTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// The catalog topic, of which a test decides how much the broker delivers.
final class InMemoryCatalogTopic implements TopicReaders {

    // An empty element is an undecodable record.
    private final List<Optional<ProductListed>> records = new ArrayList<>();
    private int delivered;
    private boolean available = true;

    /// Appends records that are not delivered yet.
    synchronized void append(ProductListed... products) {
        List.of(products).forEach(it -> records.add(Optional.of(it)));
    }

    synchronized void appendUndecodable() {
        records.add(Optional.empty());
    }

    synchronized void deliverAll() {
        delivered = records.size();
    }

    synchronized void setAvailable(boolean available) {
        this.available = available;
    }

    @Override
    @SuppressWarnings("unchecked") // the catalog is the only topic
    public synchronized <E> TopicReader<E> fromBeginning(Topic<E> topic) {
        requireAvailable();
        return (TopicReader<E>) new Reader();
    }

    @Override
    public String identity(Topic<?> topic) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Progress> progress(Topic<?> topic) {
        throw new UnsupportedOperationException();
    }

    private void requireAvailable() {
        if (!available) {
            throw new IllegalStateException("the broker does not respond");
        }
    }

    private synchronized TopicReader.Page<ProductListed> page(int from) {
        requireAvailable();
        List<EventEnvelope<ProductListed>> events = new ArrayList<>();
        List<PartitionOffset> unreadable = new ArrayList<>();
        for (int offset = from; offset < delivered; offset++) {
            PartitionOffset position = new PartitionOffset(0, offset);
            records.get(offset)
                    .ifPresentOrElse(
                            it -> events.add(envelope(it, position)),
                            () -> unreadable.add(position));
        }
        return new TopicReader.Page<>(events, unreadable, offsets(from), offsets(delivered));
    }

    private static EventEnvelope<ProductListed> envelope(
            ProductListed product, PartitionOffset position) {
        return new EventEnvelope<>(
                Topic.CATALOG,
                product,
                UUID.randomUUID(),
                Instant.EPOCH,
                EventTrace.NONE,
                position);
    }

    private synchronized int size() {
        return records.size();
    }

    private static TopicOffsets offsets(int offset) {
        return new TopicOffsets(Map.of(0, (long) offset));
    }

    private final class Reader implements TopicReader<ProductListed> {

        private int next;

        @Override
        public Page<ProductListed> read(Duration atMost) {
            Page<ProductListed> page = page(next);
            if (!page.hasAdvanced()) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            next = (int) page.to().of(0);
            return page;
        }

        @Override
        public void seek(TopicOffsets offsets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TopicOffsets begin() {
            return offsets(0);
        }

        @Override
        public TopicOffsets end() {
            return offsets(size());
        }

        @Override
        public TopicOffsets position() {
            return offsets(next);
        }

        @Override
        public void close() {}
    }
}

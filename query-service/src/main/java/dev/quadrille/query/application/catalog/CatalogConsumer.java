package dev.quadrille.query.application.catalog;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.batching.WakeUpSignal;
import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.messaging.topics.TopicOffsets;
import dev.quadrille.messaging.topics.TopicReader;
import dev.quadrille.messaging.topics.TopicReaders;
import dev.quadrille.orderflow.event.ProductListed;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Fills the global table: restores the snapshot, then reads the catalog topic from its beginning
/// and follows it. Every replica reads the whole topic, outside any consumer group.
@Component
class CatalogConsumer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    private final TopicReaders topics;
    private final CatalogSnapshot snapshot;
    private final CatalogGlobalTable table;
    private final CatalogWriteBehind writeBehind;
    private final CatalogReadiness readiness;
    private final WakeUpSignal stopping = new WakeUpSignal();
    private volatile boolean running;

    CatalogConsumer(
            TopicReaders topics,
            CatalogSnapshot snapshot,
            CatalogGlobalTable table,
            CatalogWriteBehind writeBehind,
            CatalogReadiness readiness) {
        this.topics = topics;
        this.snapshot = snapshot;
        this.table = table;
        this.writeBehind = writeBehind;
        this.readiness = readiness;
    }

    /// Restores the snapshot before it returns, so before the web server accepts requests.
    @Override
    public void start() {
        running = true;
        restore();
        Thread.ofPlatform().daemon().name("catalog-consumer").start(this::run);
    }

    /// Only a replica that cannot read the topic depends on the snapshot, so a failure is no reason
    /// not to start.
    private void restore() {
        try {
            List<CatalogProduct> saved = snapshot.load();
            saved.forEach(table::put);
            if (!saved.isEmpty()) {
                readiness.restored();
            }
        } catch (RuntimeException e) {
            LOG.warn("the snapshot of the catalog cannot be loaded: {}", e.toString());
        }
    }

    private void run() {
        try {
            while (running) {
                readUntilFailure();
                stopping.await(RETRY_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilFailure() {
        try (TopicReader<ProductListed> topic = topics.fromBeginning(Topic.CATALOG)) {
            TopicOffsets end = topic.end();
            while (running) {
                readPage(topic, end);
            }
        } catch (RuntimeException | Error e) {
            // Catches Error too: an exception that escaped would end the thread silently.
            LOG.info("the catalog topic cannot be read, retrying: {}", e.toString());
            readiness.topicUnavailable();
        }
    }

    /// @param end of the topic when reading began
    private void readPage(TopicReader<ProductListed> topic, TopicOffsets end) {
        TopicReader.Page<ProductListed> page = topic.read(POLL);
        page.events().forEach(this::apply);
        page.unreadable()
                .forEach(it ->
                        LOG.warn("skipped an undecodable record of the catalog topic: {}", it));
        if (!topic.position().isBehind(end)) {
            readiness.caughtUp();
        } else if (!page.hasAdvanced()) {
            readiness.topicUnavailable();
        }
    }

    private void apply(EventEnvelope<ProductListed> listed) {
        table.put(CatalogProduct.of(listed)).ifPresent(writeBehind::add);
    }

    @Override
    public void stop() {
        running = false;
        stopping.signal();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.CONSUMERS;
    }
}

package dev.quadrille.query.application.catalog;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.batching.WakeUpSignal;
import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.messaging.reader.TopicOffsets;
import dev.quadrille.messaging.reader.TopicReader;
import dev.quadrille.messaging.reader.TopicReaders;
import dev.quadrille.orderflow.event.ProductListed;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Cache invalidation: invalidates this replica's cache for each catalog event. Every replica reads
/// the whole topic on its own; in the service's consumer group each event would reach one replica
/// only.
@Component
class CatalogCacheInvalidation implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogCacheInvalidation.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TopicReaders logs;
    private final CachedCatalog cache;
    private final WakeUpSignal stopping = new WakeUpSignal();
    private volatile boolean running;

    CatalogCacheInvalidation(TopicReaders logs, CachedCatalog cache) {
        this.logs = logs;
        this.cache = cache;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("catalog-follower").start(this::run);
    }

    private void run() {
        try {
            while (running) {
                followUntilItFails();
                stopping.await(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followUntilItFails() {
        try (TopicReader<ProductListed> log = logs.fromBeginning(Topic.CATALOG)) {
            cache.follow(newest(log));
            while (running) {
                read(log).forEach(it -> cache.hear(it.event().sku(), it.position().offset()));
            }
        } catch (RuntimeException e) {
            LOG.info(
                    "the catalog topic cannot be read, so the cache is disabled: {}", e.toString());
        } finally {
            cache.lose();
        }
    }

    /// The position of the last event before now; -1 if there is none.
    private long newest(TopicReader<ProductListed> log) {
        long newest = -1;
        TopicOffsets end = log.end();
        while (running && log.position().isBehind(end)) {
            for (EventEnvelope<ProductListed> each : read(log)) {
                newest = Math.max(newest, each.position().offset());
            }
        }
        return newest;
    }

    private static List<EventEnvelope<ProductListed>> read(TopicReader<ProductListed> log) {
        return log.read(POLL).events();
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

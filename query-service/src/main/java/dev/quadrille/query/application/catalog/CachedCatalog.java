package dev.quadrille.query.application.catalog;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.quadrille.orderflow.value.Sku;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/// Cache-aside for the catalog: answers from memory and loads a missing entry from the tables, once
/// for concurrent requests, which share the result or the failure. The absence of a product is
/// cached as well.
///
/// Each replica consumes the topic itself and invalidates the products that it reads about. It may
/// read an event before or after a replica has written it to the tables. An entry is therefore
/// cached only if the tables are at least as new as the last invalidation; otherwise it could be
/// outdated.
///
/// Decision record: `docs/decisions/0016-catalog-cache.md`.
@Component
@Primary
class CachedCatalog implements ProductCatalog {

    private static final int MOST = 10_000;

    // Bounds how long a replica that is cut off from the topic shows an old price.
    private static final Duration KEPT = Duration.ofMinutes(1);

    // Bounded, because clients can request any number of SKUs that do not exist.
    private static final Duration ABSENCE_KEPT = Duration.ofSeconds(5);

    private static final long UNHEARD_OF = Long.MAX_VALUE;

    private final CatalogReplica replica;
    private final Executor loaders = command -> Thread.ofVirtual().name("catalog").start(command);
    private final AsyncCache<Optional<Sku>, Answer> answers =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .expireAfter(Expiry.creating((Optional<Sku> _, Answer it) -> it.kept()))
                    .recordStats()
                    .executor(loaders)
                    .buildAsync();
    private volatile long heard = UNHEARD_OF;

    CachedCatalog(CatalogReplica replica, MeterRegistry meters) {
        this.replica = replica;
        CaffeineCacheMetrics.monitor(meters, answers, "catalog");
    }

    @Override
    public Optional<CatalogProduct> find(Sku sku) {
        return answer(Optional.of(sku)).products().stream().findFirst();
    }

    @Override
    public List<CatalogProduct> all() {
        return answer(Optional.empty()).products();
    }

    private Answer answer(Optional<Sku> question) {
        CompletableFuture<Answer> answer =
                answers.get(
                        question,
                        (it, threads) -> CompletableFuture.supplyAsync(() -> load(it), threads));
        Answer given = answer.join();
        if (given.position() < heard) {
            answers.asMap().remove(question, answer);
        }
        return given;
    }

    private Answer load(Optional<Sku> question) {
        // Read first: the entry that is loaded afterwards is at least as new.
        long position = replica.position();
        return new Answer(
                question.map(sku -> replica.find(sku).stream().toList()).orElseGet(replica::all),
                position);
    }

    /// From now on every event is consumed; this is the position of the last event before that.
    void follow(long position) {
        heard = position;
        answers.synchronous().invalidateAll();
    }

    /// An event about the product was consumed.
    void hear(Sku sku, long position) {
        heard = position;
        answers.synchronous().invalidateAll(List.of(Optional.of(sku), Optional.empty()));
    }

    /// The topic is no longer consumed, so the cache is disabled.
    void lose() {
        heard = UNHEARD_OF;
        answers.synchronous().invalidateAll();
    }

    /// @param position the minimum position of the tables
    private record Answer(List<CatalogProduct> products, long position) {

        private Duration kept() {
            return products.isEmpty() ? ABSENCE_KEPT : KEPT;
        }
    }
}

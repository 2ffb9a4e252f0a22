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

/// Answers from memory, and asks the tables for what it does not have (cache-aside): once, however
/// many ask at the same time, who then all get the same answer, or the same failure. That there is
/// no such product is an answer as well.
///
/// Each replica follows the topic and forgets what it hears of. It hears it before or after some
/// replica has written it to the tables. So an answer is kept only if the tables are as far as what
/// was heard; else it may be the old one.
@Component
@Primary
class CachedCatalog implements ProductCatalog {

    private static final int MOST = 10_000;

    // Should a replica be cut off from the topic it shows an old price no longer than this.
    private static final Duration KEPT = Duration.ofMinutes(1);

    // Nobody loses much when it is forgotten, and strangers can make up any number of them.
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
        // Asked first: what is read afterwards is at least as new.
        long position = replica.position();
        return new Answer(
                question.map(sku -> replica.find(sku).stream().toList()).orElseGet(replica::all),
                position);
    }

    /// From now on all that is told is heard; the last word before that stands there.
    void follow(long position) {
        heard = position;
        answers.synchronous().invalidateAll();
    }

    /// Something new is told of the product.
    void hear(Sku sku, long position) {
        heard = position;
        answers.synchronous().invalidateAll(List.of(Optional.of(sku), Optional.empty()));
    }

    /// Nothing is heard any more, so nothing is kept.
    void lose() {
        heard = UNHEARD_OF;
        answers.synchronous().invalidateAll();
    }

    /// @param position how far the tables were, at least
    private record Answer(List<CatalogProduct> products, long position) {

        private Duration kept() {
            return products.isEmpty() ? ABSENCE_KEPT : KEPT;
        }
    }
}

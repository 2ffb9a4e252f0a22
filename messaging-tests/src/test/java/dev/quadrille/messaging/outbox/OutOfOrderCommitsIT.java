package dev.quadrille.messaging.outbox;

import static dev.quadrille.messaging.Topic.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Row numbers are assigned before the commit order is known. A writer that commits late leaves
/// rows with smaller numbers than those that the relay has already published.
class OutOfOrderCommitsIT {

    private static final int WRITERS = 8;
    private static final int TRANSACTIONS = 400;
    private static final int SKUS = 40;

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @Test
    void publishesEveryEventInTheCommitOrderOfItsKey() throws Exception {
        Replica replica = testBed.start(Replica.sender());
        testBed.jdbc().sql("create table version (sku int primary key, number bigint)").update();
        testBed.jdbc()
                .sql("insert into version select sku, 0 from generate_series(0, ?) sku")
                .param(SKUS - 1)
                .update();
        runWriters(replica);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> replica.meter("quadrille.outbox.size") == 0);
        assertThat(publishedVersions()).isEqualTo(committedVersions());
    }

    private static void runWriters(Replica replica) throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<? extends Future<?>> ends =
                    IntStream.range(0, WRITERS)
                            .mapToObj(Random::new)
                            .map(random -> writers.submit(() -> write(replica, random)))
                            .toList();
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a writer failed", e);
        }
    }

    private static void write(Replica replica, Random random) {
        for (int i = 0; i < TRANSACTIONS; i++) {
            replica.transaction(() -> {
                int sku = random.nextInt(SKUS);
                replica.bean(Outbox.class).append(EventEnvelope.of(nextVersion(replica, sku)));
                LockSupport.parkNanos(random.nextInt(4) * 1_000_000L);
            });
        }
    }

    /// Locks the row, as every caller of the outbox must.
    private static ProductListed nextVersion(Replica replica, int sku) {
        long version =
                replica.bean(JdbcClient.class)
                        .sql(
                                "update version set number = number + 1 where sku = ? returning number")
                        .param(sku)
                        .query(Long.class)
                        .single();
        Money price = new Money(version, Currency.getInstance("EUR"));
        return new ProductListed(new Sku("SKU-" + sku), "Versioned", price, version);
    }

    private Map<String, List<Long>> publishedVersions() {
        return testBed.probe(CATALOG).distinct(ProductListed.class).stream()
                .collect(
                        Collectors.groupingBy(
                                it -> it.sku().value(),
                                Collectors.mapping(
                                        it -> it.price().amount(), Collectors.toList())));
    }

    private Map<String, List<Long>> committedVersions() {
        return testBed
                .jdbc()
                .sql("select sku, number from version where number > 0")
                .query((row, _) -> Map.entry("SKU-" + row.getInt(1), row.getLong(2)))
                .list()
                .stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                it -> LongStream.rangeClosed(1, it.getValue()).boxed().toList()));
    }
}

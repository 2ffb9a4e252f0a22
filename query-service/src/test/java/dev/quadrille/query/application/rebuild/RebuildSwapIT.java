package dev.quadrille.query.application.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.SampleOrders;
import dev.quadrille.query.application.TableContents;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The swap at the end of a rebuild: concurrent reads and writes, locks and indexes.
class RebuildSwapIT extends RebuildTestBase {

    @Autowired
    RebuildSwapIT(
            @LocalServerPort int port,
            RebuildTools tools,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        super(port, tools, transaction, jdbc);
    }

    @Test
    void hasNoGapsOrDuplicatesAfterSwapsUnderLoad() {
        AtomicBoolean stopped = new AtomicBoolean();
        CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> publishUntil(stopped));
        try {
            for (int i = 0; i < 3; i++) {
                rebuild();
            }
        } finally {
            stopped.set(true);
            publisher.join();
        }
        awaitProjected();
        TableContents live = TableContents.ofServing(jdbc);
        assertThat(live.events()).hasSize(log.events().size());
        rebuild();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(live);
    }

    @Test
    void includesEventsProjectedJustBeforeSwap() {
        ShadowTables intercepted =
                new InterceptedShadowTables(
                        tools.shadow(),
                        InterceptedShadowTables.Step.LOCK_SERVING,
                        () -> {
                            log.publish(SampleOrders.ofEveryKind(3));
                            awaitProjected();
                        });
        transaction.executeWithoutResult(_ -> {
            assertThat(rebuilds.request()).isTrue();
            Rebuild attempt = rebuilds.begin().orElseThrow();
            try (RebuildRun run = new RebuildRun(attempt, tools.with(intercepted), () -> true)) {
                run.toTheEnd();
            }
        });
        TableContents rebuilt = TableContents.ofServing(jdbc);
        assertThat(rebuilt.events()).hasSize(log.events().size());
        rebuild();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(rebuilt);
    }

    @Test
    void readsStayCompleteDuringSwaps() {
        OrderId order = SampleOrders.order();
        log.publish(SampleOrders.confirmed(order));
        awaitProjected();
        List<String> paths =
                List.of(
                        "/api/orders/" + order,
                        "/api/orders/" + order + "/timeline",
                        "/api/orders?limit=100");
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> readers =
                paths.stream()
                        .map(path ->
                                CompletableFuture.runAsync(() -> {
                                    String expected = client.asAlice(path).body();
                                    while (!stopped.get()) {
                                        String body = client.asAlice(path).body();
                                        reads.incrementAndGet();
                                        if (!body.equals(expected)) {
                                            wrong.add(path + ": " + body);
                                        }
                                    }
                                }))
                        .toList();
        try {
            for (int i = 0; i < 5; i++) {
                rebuild();
            }
        } finally {
            stopped.set(true);
            readers.forEach(CompletableFuture::join);
        }
        assertThat(wrong).isEmpty();
        assertThat(reads.get()).isGreaterThan(100);
    }

    @Test
    void answersQueriesWhileOpenReadBlocksSwap() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select count(*) from order_view").query(Long.class).single();
            assertThat(client.postAs(OPERATOR, PATH + "/rebuild").statusCode()).isEqualTo(202);
            long slowest = 0;
            for (int i = 0; i < 200; i++) {
                long start = System.nanoTime();
                assertThat(client.asAlice("/api/orders").statusCode()).isEqualTo(200);
                slowest = Math.max(slowest, System.nanoTime() - start);
            }
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(4));
            await().until(() -> this.<Double>find("$.progress") == 1.0);
            assertThat(this.<String>find("$.state")).isEqualTo("REBUILDING");
        });
        awaitServing();
        assertThat(this.<String>find("$.rebuild.state")).isEqualTo("DONE");
        assertThat(this.<Integer>find("$.rebuild.attempt")).isEqualTo(1);
    }

    @Test
    void keepsIndexesAndColumnsOfBothSets() {
        List<String> before = indexes("public");
        assertThat(indexes("spare")).isEqualTo(before).hasSizeGreaterThan(6);
        rebuild();
        assertThat(indexes("public")).isEqualTo(before);
        assertThat(indexes("spare")).isEqualTo(before);
        assertThat(columns("public")).isEqualTo(columns("spare"));
    }

    @Test
    void doesNotSwapIfNewerAttemptHasBegun() {
        TableContents before = TableContents.ofServing(jdbc);
        transaction.executeWithoutResult(status -> {
            // Never committed, so that no other transaction sees this rebuild.
            status.setRollbackOnly();
            assertThat(rebuilds.request()).isTrue();
            Rebuild outdated = rebuilds.begin().orElseThrow();
            jdbc.sql("update rebuild set not_before = null").update();
            assertThat(rebuilds.begin()).isPresent();
            try (RebuildRun run = new RebuildRun(outdated, tools, () -> true)) {
                assertThatThrownBy(run::toTheEnd).isInstanceOf(Rebuilds.Overtaken.class);
            }
        });
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
    }

    /// Publishes orders continuously, but no faster than they are projected.
    private void publishUntil(AtomicBoolean stopped) {
        while (!stopped.get()) {
            log.publish(SampleOrders.ofEveryKind(5));
            awaitProjected();
        }
    }

    private List<String> indexes(String schema) {
        return jdbc.sql(
                        """
                        select replace(indexdef, schemaname || '.', '') from pg_indexes
                         where schemaname = :schema and tablename in ('order_view', 'order_event')
                         order by indexname
                        """)
                .param("schema", schema)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> columns(String schema) {
        return jdbc.sql(
                        """
                        select table_name || ' ' || ordinal_position || ' ' || column_name || ' ' || data_type || ' '
                               || is_nullable || ' ' || coalesce(column_default, '')
                          from information_schema.columns
                         where table_schema = :schema and table_name in ('order_view', 'order_event')
                         order by 1
                        """)
                .param("schema", schema)
                .query((row, _) -> row.getString(1))
                .list();
    }
}

package dev.quadrille.query.application.rebuild;

import static dev.quadrille.query.application.QueryClient.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.QueryClient;
import dev.quadrille.query.application.SampleOrders;
import dev.quadrille.query.application.TableContents;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=query-service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildIT {

    private static final String OPERATOR = Tokens.operator();
    private static final String PATH = "/api/read-model";

    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final QueryClient client;
    private final Rebuilds rebuilds;
    private final RebuildTools tools;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    @Autowired
    RebuildIT(
            @LocalServerPort int port,
            Rebuilds rebuilds,
            RebuildTools tools,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        this.client = new QueryClient(port);
        this.rebuilds = rebuilds;
        this.tools = tools;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @BeforeEach
    void tellLives() {
        log.publish(SampleOrders.ofEveryKind(20));
        awaitProjected();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void endsWithTheSameToTheLastByte() {
        log.republishAll();
        awaitProjected();
        TableContents before = TableContents.ofServing(jdbc);
        int generation = rebuilds.generation();
        rebuild();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
        assertThat(TableContents.ofSpare(jdbc).isEmpty()).isTrue();
        assertThat(rebuilds.generation()).isEqualTo(generation + 1);
    }

    @Test
    void bringsBackWhatWasSpoilt() {
        TableContents before = TableContents.ofServing(jdbc);
        jdbc.sql("update order_view set status = 'PLACED', customer_id = 'mallory'").update();
        jdbc.sql("delete from order_event where type = 'OrderPlaced'").update();
        rebuild();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
    }

    @Test
    void goesOnInTheNewSetWithoutGapOrDouble() {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> shop = CompletableFuture.runAsync(() -> sell(over));
        try {
            for (int i = 0; i < 3; i++) {
                rebuild();
            }
        } finally {
            over.set(true);
            shop.join();
        }
        awaitProjected();
        TableContents live = TableContents.ofServing(jdbc);
        assertThat(live.events()).hasSize(log.events().size());
        rebuild();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(live);
    }

    /// Orders all the time, but no faster than they are projected.
    private void sell(AtomicBoolean over) {
        while (!over.get()) {
            log.publish(SampleOrders.ofEveryKind(5));
            awaitProjected();
        }
    }

    @Test
    void takesAlongWhatTheLiveProjectionWritesAtTheLastMoment() {
        ShadowTables late =
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
            try (RebuildRun run = new RebuildRun(attempt, tools.with(late), () -> true)) {
                run.toTheEnd();
            }
        });
        TableContents rebuilt = TableContents.ofServing(jdbc);
        assertThat(rebuilt.events()).hasSize(log.events().size());
        rebuild();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(rebuilt);
    }

    @Test
    void failsNoReadAndShowsNoneHalf() {
        OrderId order = SampleOrders.order();
        log.publish(SampleOrders.confirmed(order));
        awaitProjected();
        List<String> questions =
                List.of(
                        "/api/orders/" + order,
                        "/api/orders/" + order + "/timeline",
                        "/api/orders?limit=100");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> readers =
                questions.stream()
                        .map(question ->
                                CompletableFuture.runAsync(() -> {
                                    String expected = client.asAlice(question).body();
                                    while (!over.get()) {
                                        String answer = client.asAlice(question).body();
                                        reads.incrementAndGet();
                                        if (!answer.equals(expected)) {
                                            wrong.add(question + ": " + answer);
                                        }
                                    }
                                }))
                        .toList();
        try {
            for (int i = 0; i < 5; i++) {
                rebuild();
            }
        } finally {
            over.set(true);
            readers.forEach(CompletableFuture::join);
        }
        assertThat(wrong).isEmpty();
        assertThat(reads.get()).isGreaterThan(100);
    }

    @Test
    void makesNobodyWaitLongForAReaderThatIsInItsWay() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select count(*) from order_view").query(Long.class).single();
            assertThat(client.postAs(OPERATOR, PATH + "/rebuild").statusCode()).isEqualTo(202);
            long slowest = 0;
            for (int i = 0; i < 200; i++) {
                long asked = System.nanoTime();
                assertThat(client.asAlice("/api/orders").statusCode()).isEqualTo(200);
                slowest = Math.max(slowest, System.nanoTime() - asked);
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
    void hasTheSameIndexesInBothSetsHoweverOftenTheySwap() {
        List<String> before = indexes("public");
        assertThat(indexes("spare")).isEqualTo(before).hasSizeGreaterThan(6);
        rebuild();
        assertThat(indexes("public")).isEqualTo(before);
        assertThat(indexes("spare")).isEqualTo(before);
        assertThat(columns("public")).isEqualTo(columns("spare"));
    }

    @Test
    void doesOneAtATime() {
        transaction.executeWithoutResult(_ -> {
            // Holds the rebuild up before its first step.
            jdbc.sql("lock table spare.order_view in access exclusive mode").update();
            HttpResponse<String> first = client.postAs(OPERATOR, PATH + "/rebuild");
            assertThat(first.statusCode()).isEqualTo(202);
            assertThat(first.headers().firstValue("Location")).contains(PATH);
            assertThat(QueryClient.<String>read(first, "$.state")).isEqualTo("REBUILDING");
            HttpResponse<String> second = client.postAs(OPERATOR, PATH + "/rebuild");
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(QueryClient.<String>read(second, "$.type"))
                    .isEqualTo("/problems/rebuild-under-way");
        });
        awaitServing();
    }

    @Test
    void isCancelled() {
        TableContents before = TableContents.ofServing(jdbc);
        transaction.executeWithoutResult(_ -> {
            // Holds the rebuild up before its first step.
            jdbc.sql("lock table spare.order_view in access exclusive mode").update();
            assertThat(client.postAs(OPERATOR, PATH + "/rebuild").statusCode()).isEqualTo(202);
            HttpResponse<String> cancelled = client.deleteAs(OPERATOR, PATH + "/rebuild");
            assertThat(cancelled.statusCode()).isEqualTo(202);
            assertThat(cancelled.headers().firstValue("Location")).contains(PATH);
            assertThat(QueryClient.<String>read(cancelled, "$.state")).isEqualTo("SERVING");
            assertThat(QueryClient.<String>read(cancelled, "$.rebuild.state"))
                    .isEqualTo("CANCELLED");
        });
        HttpResponse<String> again = client.deleteAs(OPERATOR, PATH + "/rebuild");
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(client.deleteAs(Tokens.customer("alice"), PATH + "/rebuild").statusCode())
                .isEqualTo(403);
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
        rebuild();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
    }

    @Test
    void tellsOperatorsHowFarItIs() {
        rebuild();
        await().until(() -> this.<Integer>find("$.lag") == 0);
        int events = log.records().size();
        assertThat(this.<String>find("$.state")).isEqualTo("SERVING");
        assertThat(this.<Integer>find("$.position")).isEqualTo(events);
        assertThat(this.<Object>find("$.progress")).isNull();
        assertThat(this.<List<Object>>find("$.partitions")).hasSize(12);
        assertThat(this.<String>find("$.rebuild.state")).isEqualTo("DONE");
        assertThat(this.<Integer>find("$.rebuild.eventsRead")).isEqualTo(events);
        assertThat(this.<Integer>find("$.rebuild.eventsTotal")).isEqualTo(events);
        assertThat(this.<Double>find("$.rebuild.progress")).isEqualTo(1.0);
        assertThat(this.<Integer>find("$.rebuild.eventsPerSecond")).isPositive();
        assertThat(this.<Object>find("$.rebuild.failure")).isNull();
    }

    @Test
    void isForOperatorsOnly() {
        assertThat(client.asAlice(PATH).statusCode()).isEqualTo(403);
        assertThat(client.asNobody(PATH).statusCode()).isEqualTo(401);
        assertThat(client.postAs(Tokens.customer("alice"), PATH + "/rebuild").statusCode())
                .isEqualTo(403);
        assertThat(this.<String>find("$.state")).isEqualTo("SERVING");
    }

    @Test
    void beginsAnewWhereAProcessDiedInTheMiddle() {
        TableContents before = TableContents.ofServing(jdbc);
        // What such a process leaves behind: a rebuild that runs, and half a set.
        transaction.executeWithoutResult(_ -> {
            assertThat(rebuilds.request()).isTrue();
            assertThat(rebuilds.begin()).isPresent();
            jdbc.sql("insert into spare.order_view select * from order_view limit 10").update();
            jdbc.sql("update spare.order_view set status = 'HALF'").update();
        });
        awaitServing();
        assertThat(rebuilds.latest())
                .hasValueSatisfying(it -> {
                    assertThat(it.state()).isEqualTo(Rebuild.State.DONE);
                    assertThat(it.attempt()).isGreaterThan(1);
                });
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
    }

    @Test
    void swapsNothingWhenItHasBeenOvertaken() {
        TableContents before = TableContents.ofServing(jdbc);
        transaction.executeWithoutResult(status -> {
            // Nobody else sees this rebuild, now or later.
            status.setRollbackOnly();
            assertThat(rebuilds.request()).isTrue();
            Rebuild frozen = rebuilds.begin().orElseThrow();
            jdbc.sql("update rebuild set not_before = null").update();
            assertThat(rebuilds.begin()).isPresent();
            try (RebuildRun run = new RebuildRun(frozen, tools, () -> true)) {
                assertThatThrownBy(run::toTheEnd).isInstanceOf(Rebuilds.Overtaken.class);
            }
        });
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
    }

    @Test
    void leavesItToAnotherProcessWhenItsOwnStops() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            assertThat(rebuilds.request()).isTrue();
            Rebuild attempt = rebuilds.begin().orElseThrow();
            try (RebuildRun run = new RebuildRun(attempt, tools, () -> false)) {
                assertThatThrownBy(run::toTheEnd).isInstanceOf(RebuildRun.Interrupted.class);
            }
        });
    }

    private void rebuild() {
        assertThat(client.postAs(OPERATOR, PATH + "/rebuild").statusCode()).isEqualTo(202);
        awaitServing();
        assertThat(this.<String>find("$.rebuild.state")).isEqualTo("DONE");
    }

    private void awaitServing() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> this.<String>find("$.state").equals("SERVING"));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as JsonPath itself
    private <T> T find(String path) {
        return read(client.asOperator(PATH), path);
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

    private void awaitProjected() {
        await().until(() -> log.isConsumedBy("query-service"));
    }
}

package dev.quadrille.query.application.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.query.application.QueryClient;
import dev.quadrille.query.application.TableContents;
import dev.quadrille.testsupport.callers.Tokens;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The course of a rebuild: result, API, cancellation and interruption.
class RebuildIT extends RebuildTestBase {

    @Autowired
    RebuildIT(
            @LocalServerPort int port,
            RebuildTools tools,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        super(port, tools, transaction, jdbc);
    }

    @Test
    void createsIdenticalTables() {
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
    void restoresCorruptedRows() {
        TableContents before = TableContents.ofServing(jdbc);
        jdbc.sql("update order_view set status = 'PLACED', customer_id = 'mallory'").update();
        jdbc.sql("delete from order_event where type = 'OrderPlaced'").update();
        rebuild();
        assertThat(TableContents.ofServing(jdbc)).isEqualTo(before);
    }

    @Test
    void returns409IfRebuildIsUnderWay() {
        transaction.executeWithoutResult(_ -> {
            // Blocks the rebuild before its first step.
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
    void cancelsRebuild() {
        TableContents before = TableContents.ofServing(jdbc);
        transaction.executeWithoutResult(_ -> {
            // Blocks the rebuild before its first step.
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
    void reportsProgressToOperators() {
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
    void isAccessibleToOperatorsOnly() {
        assertThat(client.asAlice(PATH).statusCode()).isEqualTo(403);
        assertThat(client.asAnonymous(PATH).statusCode()).isEqualTo(401);
        assertThat(client.postAs(Tokens.customer("alice"), PATH + "/rebuild").statusCode())
                .isEqualTo(403);
        assertThat(this.<String>find("$.state")).isEqualTo("SERVING");
    }

    @Test
    void startsOverAfterProcessDied() {
        TableContents before = TableContents.ofServing(jdbc);
        // The state that such a process leaves: a running rebuild and partly filled tables.
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
    void isInterruptedWhenItsProcessStops() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            assertThat(rebuilds.request()).isTrue();
            Rebuild attempt = rebuilds.begin().orElseThrow();
            try (RebuildRun run = new RebuildRun(attempt, tools, () -> false)) {
                assertThatThrownBy(run::toTheEnd).isInstanceOf(RebuildRun.Interrupted.class);
            }
        });
    }
}

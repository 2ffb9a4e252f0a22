package dev.quadrille.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.PoisonEvent;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.UnreadableState;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.samples.Samples;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

class DeadLetterCauseTest {

    private static final EventEnvelope<ProductListed> EVENT =
            new EventEnvelope<>(
                    Topic.CATALOG,
                    Samples.productListed(100),
                    new UUID(0, 7),
                    Instant.EPOCH,
                    EventTrace.NONE,
                    new PartitionOffset(0, 0));

    @Test
    void classifiesAFailedDecisionAsPoison() {
        assertThat(DeadLetterCause.of(guarded(new IllegalStateException("two orders in one"))))
                .contains(
                        new DeadLetterCause(
                                DeadLetterCause.Kind.POISONED,
                                "IllegalStateException: two orders in one"));
    }

    @Test
    void doesNotClassifyADatabaseFailureWithinADecision() {
        RuntimeException failure =
                new IllegalStateException(new QueryTimeoutException("the database is slow"));
        assertThat(guarded(failure)).isSameAs(failure);
        assertThat(DeadLetterCause.of(failure)).isEmpty();
    }

    @Test
    void classifiesDataThatTheDatabaseRejects() {
        assertThat(DeadLetterCause.of(new IllegalStateException(new SQLException("no", "23514"))))
                .map(DeadLetterCause::kind)
                .contains(DeadLetterCause.Kind.CONSTRAINT);
    }

    @Test
    void isEmptyForEveryOtherFailure() {
        assertThat(DeadLetterCause.of(new SQLException("no", "08006"))).isEmpty();
        assertThat(DeadLetterCause.of(new IllegalStateException("cause unknown"))).isEmpty();
        assertThat(DeadLetterCause.of(new StackOverflowError())).isEmpty();
    }

    @Test
    void distinguishesAnUnreadableStateFromPoison() {
        RuntimeException unreadable =
                new UnreadableState(Samples.ORDER, new IllegalArgumentException("no such status"));
        assertThat(DeadLetterCause.of(guarded(unreadable)))
                .contains(
                        new DeadLetterCause(
                                DeadLetterCause.Kind.UNREADABLE,
                                "UnreadableState: the stored state of order "
                                        + Samples.ORDER
                                        + " cannot be read: IllegalArgumentException: no such status"));
    }

    @Test
    void describesNeitherStatementsNorRows() {
        SQLException innermost =
                new SQLException(
                        "ERROR: new row violates check constraint \"c\"\n  Detail: (alice, Ring 1)",
                        "23514");
        SQLException batch =
                new BatchUpdateException(
                        "Batch entry 0 insert into t values ('alice') was aborted",
                        "23514",
                        new int[0],
                        innermost);
        assertThat(DeadLetterCause.of(new DataIntegrityViolationException("SQL [insert …]", batch)))
                .map(DeadLetterCause::text)
                .contains("SQLException: ERROR: new row violates check constraint \"c\"");
    }

    @Test
    void describesAFailureInOneShortLineWithoutPackages() {
        String text =
                DeadLetterCause.of(
                                guarded(
                                        new ClassCastException(
                                                "dev.quadrille.order.domain.Order\t\u0000\u001b["
                                                        + "x".repeat(9000)
                                                        + "\nsecond")))
                        .orElseThrow()
                        .text();
        assertThat(text).startsWith("ClassCastException: Order   [xxx").hasSize(500).endsWith("…");
        assertThat(text).doesNotContain("dev.quadrille", "second").matches("\\P{Cntrl}*");
    }

    private static RuntimeException guarded(RuntimeException failure) {
        try {
            return PoisonEvent.guard(
                    EVENT,
                    () -> {
                        throw failure;
                    });
        } catch (RuntimeException e) {
            return e;
        }
    }
}

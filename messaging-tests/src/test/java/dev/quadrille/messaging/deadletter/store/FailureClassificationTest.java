package dev.quadrille.messaging.deadletter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.PoisonEvent;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.UnreadableState;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.samples.Samples;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailureClassificationTest {

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
        assertThat(
                        FailureClassification.of(
                                guarded(new IllegalStateException("two orders in one"))))
                .contains(
                        new FailureClassification(
                                FailureClassification.Kind.POISONED,
                                "IllegalStateException: two orders in one"));
    }

    @Test
    void doesNotClassifyADatabaseFailureWithinADecision() {
        RuntimeException failure =
                new IllegalStateException(new QueryTimeoutException("the database is slow"));
        assertThat(guarded(failure)).isSameAs(failure);
        assertThat(FailureClassification.of(failure)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23514", "23502", "23503", "23P01", "22001", "22003", "22021"})
    void classifiesDataThatTheDatabaseRejects(String state) {
        assertThat(
                        FailureClassification.of(
                                new IllegalStateException(new SQLException("no", state))))
                .map(FailureClassification::kind)
                .contains(FailureClassification.Kind.CONSTRAINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "23505", "40001", "40P01", "08006", "53300", "55P03", "57014", "57P01", "25006",
                "42P01", "XX000", "25P02"
            })
    void doesNotClassifyTransientFailures(String state) {
        SQLException failure = new SQLException("no", state);
        assertThat(FailureClassification.of(new IllegalStateException(failure))).isEmpty();
        // Also when a framework translates the exception.
        assertThat(FailureClassification.of(new DataIntegrityViolationException("no", failure)))
                .isEmpty();
    }

    @Test
    void distinguishesAnUnreadableStateFromPoison() {
        RuntimeException unreadable =
                new UnreadableState(Samples.ORDER, new IllegalArgumentException("no such status"));
        assertThat(FailureClassification.of(guarded(unreadable)))
                .contains(
                        new FailureClassification(
                                FailureClassification.Kind.UNREADABLE,
                                "UnreadableState: the stored state of order "
                                        + Samples.ORDER
                                        + " cannot be read: IllegalArgumentException: no such status"));
    }

    @Test
    void doesNotClassifyUnknownFailures() {
        assertThat(FailureClassification.of(new IllegalStateException("cause unknown"))).isEmpty();
        assertThat(FailureClassification.of(new NullPointerException())).isEmpty();
        assertThat(
                        FailureClassification.of(
                                new IllegalStateException(new IOException("broken pipe"))))
                .isEmpty();
        assertThat(FailureClassification.of(new StackOverflowError())).isEmpty();
        assertThat(FailureClassification.of(new DuplicateKeyException("again"))).isEmpty();
        assertThat(FailureClassification.of(new OptimisticLockingFailureException("changed")))
                .isEmpty();
        assertThat(FailureClassification.of(new CannotAcquireLockException("locked"))).isEmpty();
        assertThat(FailureClassification.of(new CannotCreateTransactionException("down")))
                .isEmpty();
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
        assertThat(
                        FailureClassification.of(
                                new DataIntegrityViolationException("SQL [insert …]", batch)))
                .map(FailureClassification::text)
                .contains("SQLException: ERROR: new row violates check constraint \"c\"");
    }

    @Test
    void describesAFailureInOneShortLineWithoutPackages() {
        String text =
                FailureClassification.of(
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

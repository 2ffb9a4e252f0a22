package dev.quadrille.platform.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailureClassifierTest {

    static final Throwable[] UNKNOWN_DATABASE_FAILURES = {
        new SQLException("no such column"),
        new DuplicateKeyException("again"),
        new OptimisticLockingFailureException("changed"),
        new CannotAcquireLockException("locked"),
        new CannotCreateTransactionException("down")
    };

    static final Throwable[] OTHER_FAILURES = {
        new IllegalStateException("cause unknown"),
        new NullPointerException(),
        new IOException("broken pipe"),
        new StackOverflowError()
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "25006", "25P03", "25P04", "40001", "40P01", "53300", "55P03", "57014",
                "57P01", "57P03"
            })
    void classifiesAnUnavailableDatabaseAsTransient(String state) {
        assertBoth(state, FailureClass.TRANSIENT);
    }

    @Test
    void classifiesAnExhaustedPoolAsTransient() {
        assertThat(classified(new SQLTransientConnectionException()))
                .isEqualTo(FailureClass.TRANSIENT);
        SQLException refused = new SQLException("password authentication failed", "28P01");
        assertThat(classified(new SQLTransientConnectionException("timeout", refused)))
                .isEqualTo(FailureClass.TRANSIENT);
    }

    @Test
    void classifiesAClosedConnectionAsTransient() {
        assertThat(classified(new SQLException("Connection is closed")))
                .isEqualTo(FailureClass.TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23514", "23502", "23503", "23P01", "22001", "22003", "22021"})
    void classifiesDataThatTheDatabaseRejectsAsDefinite(String state) {
        assertBoth(state, FailureClass.DEFINITE);
    }

    @Test
    void classifiesRejectedDataWithoutASqlStateAsDefinite() {
        assertThat(classified(new DataIntegrityViolationException("not-null property is null")))
                .isEqualTo(FailureClass.DEFINITE);
    }

    @Test
    void classifiesAMarkedFailureAsDefinite() {
        assertThat(classified(new Marked())).isEqualTo(FailureClass.DEFINITE);
        assertThat(FailureClassifier.isDatabaseFailure(new Marked())).isFalse();
    }

    /// The loser of a race gets a duplicate key.
    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "42P01", "25P02", "XX000", "2"})
    void leavesOtherSqlStatesUnknown(String state) {
        assertBoth(state, FailureClass.UNKNOWN);
    }

    @ParameterizedTest
    @FieldSource("UNKNOWN_DATABASE_FAILURES")
    void leavesOtherDatabaseFailuresUnknown(Throwable failure) {
        assertThat(classified(failure)).isEqualTo(FailureClass.UNKNOWN);
        assertThat(FailureClassifier.isDatabaseFailure(wrapped(failure))).isTrue();
    }

    @ParameterizedTest
    @FieldSource("OTHER_FAILURES")
    void leavesEveryOtherFailureUnknown(Throwable failure) {
        assertThat(classified(failure)).isEqualTo(FailureClass.UNKNOWN);
        assertThat(FailureClassifier.isDatabaseFailure(wrapped(failure))).isFalse();
    }

    @Test
    void findsTheInnermostRejection() {
        SQLException innermost = new SQLException("new row violates check constraint", "23514");
        SQLException batch = new BatchUpdateException("(alice)", "23514", new int[0], innermost);
        assertThat(FailureClassifier.definiteCause(wrapped(batch))).contains(innermost);
    }

    /// Also when a framework translates the exception.
    private static void assertBoth(String state, FailureClass expected) {
        SQLException failure = new SQLException("no", state);
        assertThat(classified(failure)).isEqualTo(expected);
        assertThat(classified(new DataIntegrityViolationException("no", failure)))
                .isEqualTo(expected);
    }

    private static FailureClass classified(Throwable cause) {
        return FailureClassifier.classify(wrapped(cause));
    }

    private static Throwable wrapped(Throwable cause) {
        return new IllegalStateException(new RuntimeException(cause));
    }

    private static final class Marked extends RuntimeException implements DefiniteFailure {}
}

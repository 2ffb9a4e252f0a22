package dev.quadrille.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransientDatabaseFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "57P03", "53300", "40001", "40P01", "55P03", "57014"})
    void classifiesUnavailableDatabaseBySqlState(String state) {
        assertThat(TransientDatabaseFailure.asProblem(wrapped(new SQLException("", state))))
                .isPresent();
    }

    @Test
    void classifiesExhaustedPoolAsTransient() {
        assertThat(
                        TransientDatabaseFailure.asProblem(
                                wrapped(new SQLTransientConnectionException())))
                .isPresent();
    }

    @Test
    void classifiesClosedConnectionAsTransient() {
        assertThat(
                        TransientDatabaseFailure.asProblem(
                                wrapped(new SQLException("Connection is closed"))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "42601", "22001"})
    void doesNotClassifyInvalidStatement(String state) {
        assertThat(TransientDatabaseFailure.asProblem(wrapped(new SQLException("", state))))
                .isEmpty();
    }

    @Test
    void doesNotClassifyFailureWithoutSqlState() {
        assertThat(TransientDatabaseFailure.asProblem(wrapped(new SQLException("no such column"))))
                .isEmpty();
    }

    private static Throwable wrapped(SQLException cause) {
        return new IllegalStateException(new RuntimeException(cause));
    }
}

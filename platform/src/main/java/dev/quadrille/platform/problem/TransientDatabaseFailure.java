package dev.quadrille.platform.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Transient failure classifier: distinguishes a database that is temporarily unavailable or
/// overloaded (503, the client may retry) from a bug.
final class TransientDatabaseFailure {

    private static final String CLOSED = "Connection is closed";

    private TransientDatabaseFailure() {}

    static Optional<Problem> asProblem(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(TransientDatabaseFailure::isTemporary)
                .findFirst()
                .map(cause ->
                        Problem.retryLater(
                                ProblemType.UNAVAILABLE,
                                "The service is busy or its database is unavailable. Send the same request again.",
                                Duration.ofSeconds(1)));
    }

    /// By SQLSTATE class: 08 connection, 53 resources, 57P shutdown, 40 serialization failure and
    /// deadlock, 55P03 and 57014 time limits.
    private static boolean isTemporary(Throwable cause) {
        if (cause instanceof SQLTransientException) {
            return true;
        }
        if (!(cause instanceof SQLException sql)) {
            return false;
        }
        String state = sql.getSQLState();
        if (state == null) {
            // The pool's exception for a rollback on a broken connection; the original failure is
            // not among its causes.
            return CLOSED.equals(sql.getMessage());
        }
        return Stream.of("08", "53", "57P", "40", "55P03", "57014", "25006")
                .anyMatch(state::startsWith);
    }
}

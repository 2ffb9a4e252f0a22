package dev.quadrille.platform.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells a database that is away or overloaded, for a moment, from a bug: the first is a 503 that
/// invites to come again.
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
                                "The service is busy or its database is away. Send the same request again.",
                                Duration.ofSeconds(1)));
    }

    /// By SQLSTATE class: 08 connection, 53 resources, 57P shutdown, 40 serialization and deadlock,
    /// 55P03 and 57014 time limits.
    private static boolean isTemporary(Throwable cause) {
        if (cause instanceof SQLTransientException) {
            return true;
        }
        if (!(cause instanceof SQLException sql)) {
            return false;
        }
        String state = sql.getSQLState();
        if (state == null) {
            // The pool's own word, to a rollback on a connection that broke: the failure that broke
            // it is not among the causes.
            return CLOSED.equals(sql.getMessage());
        }
        return Stream.of("08", "53", "57P", "40", "55P03", "57014", "25006")
                .anyMatch(state::startsWith);
    }
}

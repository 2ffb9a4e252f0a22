package dev.quadrille.platform.failure;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/// Classifies a failure by its chain of causes. The only table of SQLSTATEs and of exception
/// classes: requests, consumers and workers must agree on it.
public final class FailureClassifier {

    private static final int MAX_CAUSES = 20;

    /// By prefix of the SQLSTATE, the longest prefix first; any other SQLSTATE is unknown.
    private static final Map<String, FailureClass> BY_SQL_STATE =
            Map.ofEntries(
                    // connection, resources, shutdown
                    Map.entry("08", FailureClass.TRANSIENT),
                    Map.entry("53", FailureClass.TRANSIENT),
                    Map.entry("57P", FailureClass.TRANSIENT),
                    // serialization failure and deadlock, lock timeout, statement timeout
                    Map.entry("40", FailureClass.TRANSIENT),
                    Map.entry("55P03", FailureClass.TRANSIENT),
                    Map.entry("57014", FailureClass.TRANSIENT),
                    // Timeout of a transaction, idle or in total. The rollback reports it, if the
                    // process stood still.
                    Map.entry("25P03", FailureClass.TRANSIENT),
                    Map.entry("25P04", FailureClass.TRANSIENT),
                    // read-only: a former primary
                    Map.entry("25006", FailureClass.TRANSIENT),
                    // invalid data, constraint violation
                    Map.entry("22", FailureClass.DEFINITE),
                    Map.entry("23", FailureClass.DEFINITE),
                    // Duplicate key: the loser of a race gets it, and succeeds when it repeats.
                    Map.entry("23505", FailureClass.UNKNOWN));

    /// The message of the pool for a rollback on a broken connection; the original failure is not
    /// among its causes.
    private static final String CLOSED = "Connection is closed";

    private FailureClassifier() {}

    public static FailureClass classify(Throwable thrown) {
        if (definiteCause(thrown).isPresent()) {
            return FailureClass.DEFINITE;
        }
        return chain(thrown).anyMatch(FailureClassifier::isTransient)
                ? FailureClass.TRANSIENT
                : FailureClass.UNKNOWN;
    }

    public static boolean isDefinite(Throwable thrown) {
        return classify(thrown) == FailureClass.DEFINITE;
    }

    /// The cause that makes the failure definite: a {@link DefiniteFailure}, or else the innermost
    /// failure with which the database rejects the data; outer ones quote row values.
    public static Optional<Throwable> definiteCause(Throwable thrown) {
        return first(chain(thrown), DefiniteFailure.class)
                .map(Throwable.class::cast)
                .or(() -> rejectedData(thrown));
    }

    private static Optional<Throwable> rejectedData(Throwable thrown) {
        List<Throwable> innermostFirst = chain(thrown).toList().reversed();
        Optional<SQLException> stated =
                first(innermostFirst.stream(), SQLException.class)
                        .filter(it -> it.getSQLState() != null);
        if (stated.isPresent()) {
            return stated.filter(it -> classOf(it.getSQLState()) == FailureClass.DEFINITE)
                    .map(it -> it);
        }
        return first(chain(thrown), DataIntegrityViolationException.class)
                .filter(it -> !(it instanceof DuplicateKeyException))
                .map(it -> it);
    }

    private static boolean isTransient(Throwable cause) {
        if (cause instanceof SQLTransientException) {
            return true;
        }
        if (!(cause instanceof SQLException sql)) {
            return false;
        }
        String state = sql.getSQLState();
        return state == null
                ? CLOSED.equals(sql.getMessage())
                : classOf(state) == FailureClass.TRANSIENT;
    }

    private static FailureClass classOf(String state) {
        for (int length = state.length(); length > 1; length--) {
            FailureClass found = BY_SQL_STATE.get(state.substring(0, length));
            if (found != null) {
                return found;
            }
        }
        return FailureClass.UNKNOWN;
    }

    /// Whether the database or a transaction failed, as opposed to the code that uses it.
    public static boolean isDatabaseFailure(Throwable thrown) {
        return chain(thrown)
                .anyMatch(cause ->
                        cause instanceof SQLException
                                || cause instanceof DataAccessException
                                || cause instanceof TransactionException);
    }

    private static <T> Optional<T> first(Stream<Throwable> chain, Class<T> type) {
        return chain.filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }
}

package dev.quadrille.messaging;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/// Classifies failures of the database and of transactions: transient ones are retried, data errors
/// are caused by the event being handled and are permanent.
public final class InfrastructureFailure {

    private static final String UNIQUE_VIOLATION = "23505";

    private InfrastructureFailure() {}

    /// Whether the failure is a transient one of the database or of a transaction. A data error,
    /// such as a constraint violation, is not transient.
    public static boolean isTransient(Throwable thrown) {
        return isCauseOf(thrown) && rejectedData(thrown).isEmpty();
    }

    /// The innermost failure with which the database rejects the data itself; outer ones quote row
    /// values. Decided by SQLSTATE: class 22 or 23, but not a duplicate key, which the loser of a
    /// race gets.
    public static Optional<Throwable> rejectedData(Throwable thrown) {
        List<Throwable> chain = chain(thrown).toList();
        Optional<SQLException> innermost =
                first(chain.reversed(), SQLException.class).filter(it -> it.getSQLState() != null);
        if (innermost.isPresent()) {
            return innermost.filter(it -> isDataError(it.getSQLState())).map(it -> it);
        }
        return first(chain, DataIntegrityViolationException.class)
                .filter(it -> !(it instanceof DuplicateKeyException))
                .map(it -> it);
    }

    private static boolean isDataError(String state) {
        return state.startsWith("22")
                || (state.startsWith("23") && !state.equals(UNIQUE_VIOLATION));
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(20);
    }

    public static boolean isCauseOf(Throwable thrown) {
        return chain(thrown)
                .anyMatch(cause ->
                        cause instanceof SQLException
                                || cause instanceof DataAccessException
                                || cause instanceof TransactionException);
    }
}

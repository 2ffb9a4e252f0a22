package dev.quadrille.messaging;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/// Tells trouble of the database or of a transaction, which passes, from a fault of the fact in
/// hand, which stays.
public final class InfrastructureFailure {

    private static final String UNIQUE_VIOLATION = "23505";

    private InfrastructureFailure() {}

    /// Whether a failure of the database or of a transaction passes by itself. One that the data
    /// causes, such as a broken constraint, does not.
    public static boolean passes(Throwable thrown) {
        return isBehind(thrown) && refusedData(thrown).isEmpty();
    }

    /// The failure by which the database refuses the data itself: the innermost one, since those
    /// around it quote the statement with its values. Judged by SQLSTATE: 22 is data that a column
    /// cannot hold, 23 a constraint. A duplicate key is what the loser of a race sees.
    public static Optional<Throwable> refusedData(Throwable thrown) {
        List<Throwable> chain = chain(thrown).toList();
        Optional<SQLException> innermost =
                first(chain.reversed(), SQLException.class).filter(it -> it.getSQLState() != null);
        if (innermost.isPresent()) {
            return innermost.filter(it -> isDefinite(it.getSQLState())).map(it -> it);
        }
        return first(chain, DataIntegrityViolationException.class)
                .filter(it -> !(it instanceof DuplicateKeyException))
                .map(it -> it);
    }

    private static boolean isDefinite(String state) {
        return state.startsWith("22")
                || (state.startsWith("23") && !state.equals(UNIQUE_VIOLATION));
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(20);
    }

    /// Whether a database or a transaction is among the causes.
    public static boolean isBehind(Throwable thrown) {
        return chain(thrown)
                .anyMatch(cause ->
                        cause instanceof SQLException
                                || cause instanceof DataAccessException
                                || cause instanceof TransactionException);
    }
}

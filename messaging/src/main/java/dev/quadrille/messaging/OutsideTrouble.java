package dev.quadrille.messaging;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Tells trouble of the database or of a transaction, which passes, from a fault of the fact in
/// hand, which stays.
public final class OutsideTrouble {

    private OutsideTrouble() {}

    /// Whether a database or a transaction is among the causes.
    public static boolean isBehind(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(cause ->
                        cause instanceof SQLException
                                || cause instanceof DataAccessException
                                || cause instanceof TransactionException);
    }
}

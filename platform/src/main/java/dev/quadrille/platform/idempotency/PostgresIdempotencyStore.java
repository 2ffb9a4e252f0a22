package dev.quadrille.platform.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Idempotency store in PostgreSQL. A transaction-scoped advisory lock detects a concurrent request
/// with the same key without waiting for it.
final class PostgresIdempotencyStore implements IdempotencyStore {

    // A newline cannot occur in the name of a caller, so the concatenation is unambiguous.
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended(:caller || chr(10) || :key, 0))";

    private static final String FIND =
            """
            select request_hash, answer from answered_request
             where caller = :caller and key = :key and created_at > now() - interval '24 hours'
            """;

    // A conflict can only be with an expired key.
    private static final String STORE =
            """
            insert into answered_request (caller, key, request_hash, answer)
            values (:caller, :key, :hash, :answer)
            on conflict (caller, key) do update
               set request_hash = excluded.request_hash, answer = excluded.answer, created_at = now()
            """;

    private static final String DELETE_EXPIRED =
            """
            with expired as materialized
                 (select caller, key from answered_request
                   where created_at < now() - interval '24 hours'
                   order by created_at limit :limit for update skip locked)
            delete from answered_request using expired
             where answered_request.caller = expired.caller
               and answered_request.key = expired.key
            """;

    private final JdbcClient jdbc;

    PostgresIdempotencyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public PriorRequest findPrior(IdempotentRequest request) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is required to hold the lock");
        }
        return lock(request) ? find(request) : new PriorRequest.StillRunning();
    }

    private boolean lock(IdempotentRequest request) {
        return jdbc.sql(LOCK)
                .param("caller", request.caller())
                .param("key", request.key())
                .query(Boolean.class)
                .single();
    }

    private PriorRequest find(IdempotentRequest request) {
        return jdbc.sql(FIND)
                .param("caller", request.caller())
                .param("key", request.key())
                .query((row, _) -> read(row, request))
                .optional()
                .orElseGet(PriorRequest.Nothing::new);
    }

    private static PriorRequest read(ResultSet row, IdempotentRequest request) throws SQLException {
        return row.getString("request_hash").equals(request.hash())
                ? new PriorRequest.Answered(row.getString("answer"))
                : new PriorRequest.OtherRequest();
    }

    @Override
    public void store(IdempotentRequest request, String answer) {
        jdbc.sql(STORE)
                .param("caller", request.caller())
                .param("key", request.key())
                .param("hash", request.hash())
                .param("answer", answer)
                .update();
    }

    @Override
    public int deleteExpired(int limit) {
        return jdbc.sql(DELETE_EXPIRED).param("limit", limit).update();
    }
}

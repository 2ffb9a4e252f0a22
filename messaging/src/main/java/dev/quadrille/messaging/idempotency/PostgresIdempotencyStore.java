package dev.quadrille.messaging.idempotency;

import dev.quadrille.platform.idempotency.IdempotentRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

final class PostgresIdempotencyStore implements IdempotencyStore {

    // The separator cannot stand in a caller's name.
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended(:caller || chr(10) || :key, 0))";

    private static final String FIND =
            """
            select request_hash, answer from answered_request
             where caller = :caller and key = :key and created_at > now() - interval '24 hours'
            """;

    // Only an expired key can be there already.
    private static final String REMEMBER =
            """
            insert into answered_request (caller, key, request_hash, answer)
            values (:caller, :key, :hash, :answer)
            on conflict (caller, key) do update
               set request_hash = excluded.request_hash, answer = excluded.answer, created_at = now()
            """;

    private static final String FORGET =
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
    public PriorRequest earlier(IdempotentRequest request) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("without a transaction nothing would hold the lock");
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
    public void remember(IdempotentRequest request, String answer) {
        jdbc.sql(REMEMBER)
                .param("caller", request.caller())
                .param("key", request.key())
                .param("hash", request.hash())
                .param("answer", answer)
                .update();
    }

    @Override
    public int forgetExpired(int limit) {
        return jdbc.sql(FORGET).param("limit", limit).update();
    }
}

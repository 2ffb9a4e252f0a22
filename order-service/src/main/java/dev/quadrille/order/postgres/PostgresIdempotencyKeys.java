package dev.quadrille.order.postgres;

import dev.quadrille.order.application.IdempotencyKeys;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.OrderId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresIdempotencyKeys implements IdempotencyKeys {

    // The separator cannot stand in a customer's name.
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended(:customer || chr(10) || :key, 0))";

    private static final String FIND =
            """
            select request_hash, order_id from idempotency_key
             where customer_id = :customer and key = :key and created_at > now() - interval '24 hours'
            """;

    // Only an expired key can be there already.
    private static final String REMEMBER =
            """
            insert into idempotency_key (customer_id, key, request_hash, order_id)
            values (:customer, :key, :hash, :order)
            on conflict (customer_id, key) do update
               set request_hash = excluded.request_hash, order_id = excluded.order_id, created_at = now()
            """;

    private static final String FORGET =
            """
            with expired as materialized
                 (select customer_id, key from idempotency_key
                   where created_at < now() - interval '24 hours'
                   order by created_at limit :limit for update skip locked)
            delete from idempotency_key using expired
             where idempotency_key.customer_id = expired.customer_id
               and idempotency_key.key = expired.key
            """;

    private final JdbcClient jdbc;

    PostgresIdempotencyKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean lock(CustomerId customer, String key) {
        return jdbc.sql(LOCK)
                .param("customer", customer.value())
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<Remembered> find(CustomerId customer, String key) {
        return jdbc.sql(FIND)
                .param("customer", customer.value())
                .param("key", key)
                .query((row, _) ->
                        new Remembered(
                                row.getString("request_hash"),
                                new OrderId(row.getObject("order_id", UUID.class))))
                .optional();
    }

    @Override
    public void remember(CustomerId customer, String key, Remembered remembered) {
        jdbc.sql(REMEMBER)
                .param("customer", customer.value())
                .param("key", key)
                .param("hash", remembered.requestHash())
                .param("order", remembered.order().value())
                .update();
    }

    @Override
    public int forgetExpired(int limit) {
        return jdbc.sql(FORGET).param("limit", limit).update();
    }
}

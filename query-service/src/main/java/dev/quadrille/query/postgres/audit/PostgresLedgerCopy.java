package dev.quadrille.query.postgres.audit;

import dev.quadrille.messaging.audit.AuditQueries;
import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.AuditTables;
import dev.quadrille.messaging.audit.AuditedOrder;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.audit.LedgerCopy;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class PostgresLedgerCopy implements LedgerCopy {

    private static final String BY_ORDER =
            """
            select order_id,
                   case when key = order_id::text then '' else 'key ' || key || ', ' end
                       || 'charged ' || charged || ', refunded ' || refunded as state,
                   charged <> refunded as kept, false as open, charged - refunded as amount,
                   0::bigint as age
              from audit_ledger
            """;

    private static final String ADD =
            """
            insert into audit_ledger as l (order_id, key, charged, refunded)
            select * from unnest(:orders, :keys, :charged, :refunded)
                on conflict (order_id) do update
               set charged = l.charged + excluded.charged,
                   refunded = l.refunded + excluded.refunded
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditQueries queries;

    PostgresLedgerCopy(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.queries = new AuditQueries(jdbc, AuditTables.of(BY_ORDER));
    }

    @Override
    public OrderDigest digest(AuditRange range, int limit) {
        return queries.digest(range, limit);
    }

    @Override
    public List<AuditedOrder> orders(AuditRange range, int limit) {
        return queries.orders(range, limit);
    }

    @Override
    public long position() {
        return jdbc.sql("select seq from audit_ledger_position").query(Long.class).single();
    }

    @Override
    public void append(long position, List<Entry> entries) {
        transaction.executeWithoutResult(_ -> {
            if (advance(position, entries.getLast().seq())) {
                add(sums(entries));
            }
        });
    }

    private boolean advance(long from, long to) {
        return jdbc.sql("update audit_ledger_position set seq = :to where seq = :from")
                        .param("from", from)
                        .param("to", to)
                        .update()
                == 1;
    }

    /// Entries about other things than money, such as a decline, add nothing.
    private static Collection<Sum> sums(List<Entry> entries) {
        TreeMap<String, Sum> sums = new TreeMap<>();
        for (Entry entry : entries) {
            switch (entry.type()) {
                case "CHARGED" ->
                        sums.merge(entry.key(), new Sum(entry.key(), entry.amount(), 0), Sum::plus);
                case "REFUNDED" ->
                        sums.merge(entry.key(), new Sum(entry.key(), 0, entry.amount()), Sum::plus);
                default -> {}
            }
        }
        return sums.values();
    }

    private void add(Collection<Sum> sums) {
        if (sums.isEmpty()) {
            return;
        }
        jdbc.sql(ADD)
                .param("orders", array("uuid", sums, Sum::orderId))
                .param("keys", array("text", sums, Sum::key))
                .param("charged", array("bigint", sums, Sum::charged))
                .param("refunded", array("bigint", sums, Sum::refunded))
                .update();
    }

    private static SqlArrayValue array(
            String type, Collection<Sum> sums, Function<Sum, Object> column) {
        return new SqlArrayValue(type, sums.stream().map(column).toArray());
    }

    private record Sum(String key, long charged, long refunded) {

        private Sum plus(Sum other) {
            return new Sum(key, charged + other.charged, refunded + other.refunded);
        }

        private UUID orderId() {
            try {
                return OrderId.of(key).value();
            } catch (IllegalArgumentException _) {
                return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}

package dev.quadrille.query.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.quadrille.query.application.ReadModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/// A read replica: a PostgreSQL standby by streaming replication. After a failure it is not used
/// for a moment, so that one request waits for it instead of all.
///
/// Decision record: `docs/decisions/0022-cluster.md`.
final class PostgresReadReplica implements ReadReplica {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresReadReplica.class);

    /// The services' leases are renewed about every second, so there is always WAL to replay.
    /// Without it the replica counts as lagging, and there are few queries anyway.
    private static final String IS_FRESH =
            """
            select pg_is_in_recovery()
                   and pg_last_xact_replay_timestamp() > now() - make_interval(secs => :lag)
            """;

    private final HikariDataSource connections;
    private final JdbcClient jdbc;
    private final ReadModel replica;
    private final ReadReplicaSettings settings;
    private final AtomicLong nextAttempt = new AtomicLong(System.nanoTime());
    private volatile boolean available;

    PostgresReadReplica(
            HikariDataSource connections, ReadReplicaSettings settings, MeterRegistry meters) {
        this.connections = connections;
        this.jdbc = JdbcClient.create(connections);
        this.replica = new PostgresReadModel(jdbc, ReadModelTables.SERVING);
        this.settings = settings;
        meters.gauge("quadrille.query.standby", this, it -> it.available ? 1 : 0);
    }

    @Override
    public <T> Optional<T> query(Function<ReadModel, Optional<T>> query) {
        return tryQuery(() -> query.apply(replica));
    }

    @Override
    public <T> Optional<T> queryIfFresh(Function<ReadModel, T> query) {
        return tryQuery(() -> isFresh() ? Optional.of(query.apply(replica)) : Optional.empty());
    }

    private boolean isFresh() {
        return jdbc.sql(IS_FRESH)
                .param("lag", settings.maxLag().toMillis() / 1000.0)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private <T> Optional<T> tryQuery(Supplier<Optional<T>> query) {
        if (isSuspended()) {
            return Optional.empty();
        }
        try {
            Optional<T> result = query.get();
            setAvailable(true, "read replica is available again");
            return result;
        } catch (DataAccessException | CannotCreateTransactionException e) {
            nextAttempt.set(System.nanoTime() + settings.retryInterval().toNanos());
            setAvailable(
                    false,
                    "read replica is unavailable, falling back to the primary: " + e.getMessage());
            return Optional.empty();
        }
    }

    /// After a failure, one request at a time checks whether the replica responds again.
    private boolean isSuspended() {
        if (available) {
            return false;
        }
        long next = nextAttempt.get();
        long now = System.nanoTime();
        return now - next < 0
                || !nextAttempt.compareAndSet(next, now + settings.retryInterval().toNanos());
    }

    private void setAvailable(boolean now, String message) {
        if (available != now) {
            LOG.info(message);
        }
        available = now;
    }

    /// Few connections with short timeouts: the primary serves requests that get none.
    static HikariDataSource connections(
            String url, @Nullable String user, @Nullable String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("standby");
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(5);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(Duration.ofMillis(500).toMillis());
        pool.setValidationTimeout(Duration.ofMillis(250).toMillis());
        pool.addDataSourceProperty("connectTimeout", "1");
        pool.addDataSourceProperty("socketTimeout", "2");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty(
                "options", "-c statement_timeout=2s -c plan_cache_mode=force_generic_plan");
        return pool;
    }

    @Override
    public void close() {
        connections.close();
    }
}

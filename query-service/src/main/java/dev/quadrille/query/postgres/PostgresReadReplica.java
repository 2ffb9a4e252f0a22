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
    private final ReadModel copy;
    private final ReadReplicaProperties settings;
    private final AtomicLong askAgainAt = new AtomicLong(System.nanoTime());
    private volatile boolean answers;

    PostgresReadReplica(
            HikariDataSource connections, ReadReplicaProperties settings, MeterRegistry meters) {
        this.connections = connections;
        this.jdbc = JdbcClient.create(connections);
        this.copy = new PostgresReadModel(jdbc, ReadModelTables.SERVING);
        this.settings = settings;
        meters.gauge("quadrille.query.standby", this, it -> it.answers ? 1 : 0);
    }

    @Override
    public <T> Optional<T> ask(Function<ReadModel, Optional<T>> question) {
        return answer(() -> question.apply(copy));
    }

    @Override
    public <T> Optional<T> askIfFresh(Function<ReadModel, T> question) {
        return answer(() -> isFresh() ? Optional.of(question.apply(copy)) : Optional.empty());
    }

    private boolean isFresh() {
        return jdbc.sql(IS_FRESH)
                .param("lag", settings.largestLag().toMillis() / 1000.0)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private <T> Optional<T> answer(Supplier<Optional<T>> question) {
        if (isLeftAlone()) {
            return Optional.empty();
        }
        try {
            Optional<T> answer = question.get();
            tell(true, "the standby answers questions");
            return answer;
        } catch (DataAccessException | CannotCreateTransactionException away) {
            askAgainAt.set(System.nanoTime() + settings.pause().toNanos());
            tell(false, "the standby gives no answer, the primary is asked: " + away.getMessage());
            return Optional.empty();
        }
    }

    /// After a failure, one request at a time checks whether the replica responds again.
    private boolean isLeftAlone() {
        if (answers) {
            return false;
        }
        long next = askAgainAt.get();
        long now = System.nanoTime();
        return now - next < 0 || !askAgainAt.compareAndSet(next, now + settings.pause().toNanos());
    }

    private void tell(boolean now, String news) {
        if (answers != now) {
            LOG.info(news);
        }
        answers = now;
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

package dev.quadrille.query.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.quadrille.query.application.ReadModel;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnErrorEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/// A read replica: a PostgreSQL standby by streaming replication. A circuit breaker opens after a
/// failure, so that one request at a time waits for an unavailable replica instead of all.
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

    /// Longer than the timeouts of a query.
    private static final Duration MAX_TRIAL = Duration.ofSeconds(10);

    private final HikariDataSource connections;
    private final JdbcClient jdbc;
    private final ReadModel replica;
    private final ReadReplicaSettings settings;
    private final CircuitBreaker breaker;

    PostgresReadReplica(
            HikariDataSource connections, ReadReplicaSettings settings, MeterRegistry meters) {
        this.connections = connections;
        this.jdbc = JdbcClient.create(connections);
        this.replica = new PostgresReadModel(jdbc, ReadModelTables.SERVING);
        this.settings = settings;
        this.breaker = CircuitBreaker.of("read-replica", breakerConfig(settings));
        breaker.getEventPublisher().onError(this::logOutage).onStateTransition(this::logRecovery);
        meters.gauge("quadrille.query.standby", this, it -> it.isAvailable() ? 1 : 0);
    }

    private static CircuitBreakerConfig breakerConfig(ReadReplicaSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(1)
                .minimumNumberOfCalls(1)
                .failureRateThreshold(100)
                .recordExceptions(DataAccessException.class, CannotCreateTransactionException.class)
                .waitDurationInOpenState(settings.retryInterval())
                .permittedNumberOfCallsInHalfOpenState(1)
                // The breaker does not record an Error, and would stay half-open after one.
                .maxWaitDurationInHalfOpenState(MAX_TRIAL)
                // Closed by the first query.
                .initialState(State.HALF_OPEN)
                .build();
    }

    private boolean isAvailable() {
        return breaker.getState() == State.CLOSED;
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
        try {
            return breaker.executeSupplier(query);
        } catch (CallNotPermittedException
                | DataAccessException
                | CannotCreateTransactionException _) {
            return Optional.empty();
        }
    }

    /// Called before the breaker opens.
    private void logOutage(CircuitBreakerOnErrorEvent event) {
        if (isAvailable()) {
            LOG.info(
                    "read replica is unavailable, falling back to the primary: {}",
                    event.getThrowable().getMessage());
        }
    }

    private void logRecovery(CircuitBreakerOnStateTransitionEvent event) {
        if (event.getStateTransition().getToState() == State.CLOSED) {
            LOG.info("read replica is available again");
        }
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

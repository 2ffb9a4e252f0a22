package dev.quadrille.query.postgres;

import dev.quadrille.query.application.ReadModel;
import java.util.Optional;
import java.util.function.Function;

/// A read replica of the database, which lags behind it a little; optional.
///
/// Decision record: `docs/decisions/0022-cluster.md`.
interface ReadReplica extends AutoCloseable {

    /// No replica is configured.
    ReadReplica NONE =
            new ReadReplica() {
                @Override
                public <T> Optional<T> query(Function<ReadModel, Optional<T>> query) {
                    return Optional.empty();
                }

                @Override
                public <T> Optional<T> queryIfFresh(Function<ReadModel, T> query) {
                    return Optional.empty();
                }

                @Override
                public void close() {}
            };

    /// The replica's answer; empty if the replica fails, which is not a failure of the query.
    <T> Optional<T> query(Function<ReadModel, Optional<T>> query);

    /// The same; empty also if the replica lags too far behind.
    <T> Optional<T> queryIfFresh(Function<ReadModel, T> query);

    @Override
    void close();
}

package dev.quadrille.query.postgres;

import dev.quadrille.query.application.ReadModel;
import java.util.Optional;
import java.util.function.Function;

/// A read replica of the database, which lags behind it a little; optional.
interface ReadReplica extends AutoCloseable {

    /// No replica is configured.
    ReadReplica NONE =
            new ReadReplica() {
                @Override
                public <T> Optional<T> ask(Function<ReadModel, Optional<T>> question) {
                    return Optional.empty();
                }

                @Override
                public <T> Optional<T> askIfFresh(Function<ReadModel, T> question) {
                    return Optional.empty();
                }

                @Override
                public void close() {}
            };

    /// The replica's answer; empty if the replica fails, which is not a failure of the query.
    <T> Optional<T> ask(Function<ReadModel, Optional<T>> question);

    /// The same; empty also if the replica lags too far behind.
    <T> Optional<T> askIfFresh(Function<ReadModel, T> question);

    @Override
    void close();
}

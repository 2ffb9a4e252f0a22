package dev.quadrille.query.postgres;

import dev.quadrille.query.application.ReadModel;
import java.util.Optional;
import java.util.function.Function;

/// A copy of the database that follows it, a moment behind; there may be none.
interface ReadReplica extends AutoCloseable {

    /// There is none.
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

    /// Its answer; empty also if it gives none, which is no failure of the question.
    <T> Optional<T> ask(Function<ReadModel, Optional<T>> question);

    /// The same, empty also if it is far behind.
    <T> Optional<T> askIfFresh(Function<ReadModel, T> question);

    @Override
    void close();
}

package dev.quadrille.messaging;

import java.util.Collection;
import java.util.List;

/// Where a service puts what it has to tell. What is appended becomes public if, and only if, the
/// surrounding transaction commits; then it is sent at least once, and facts with one key in the
/// order in which they were appended. Nothing else ever sends to the broker. (Transactional outbox:
/// https://microservices.io/patterns/data/transactional-outbox.html)
public interface Outbox {

    /// Appends facts to the current transaction. Whoever appends must have written, and so locked,
    /// the row whose change the fact tells: only then is the order of facts the order of commits.
    /// Without a transaction: {@link IllegalStateException}.
    void append(Collection<? extends Publication<?>> publications);

    default void append(Publication<?> publication) {
        append(List.of(publication));
    }
}

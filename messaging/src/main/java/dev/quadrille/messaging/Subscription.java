package dev.quadrille.messaging;

import java.util.Set;

/// A subscription of a service to a topic, declared as a bean. Events of other types are skipped
/// unparsed.
public record Subscription<E>(
        Topic<E> topic, Set<Class<? extends E>> interests, BatchHandler<E> handler) {

    public Subscription {
        interests = Set.copyOf(interests);
    }
}

package dev.quadrille.messaging;

import java.util.Set;

/// A subscription of a service to a topic, declared as a bean.
///
/// @param interests the event types that the handler takes; others are skipped without being parsed
public record Subscription<E>(
        Topic<E> topic, Set<Class<? extends E>> interests, BatchHandler<E> handler) {

    public Subscription {
        interests = Set.copyOf(interests);
    }
}

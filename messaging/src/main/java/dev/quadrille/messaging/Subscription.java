package dev.quadrille.messaging;

import java.util.Set;

/// What a service reads. Declared as a bean; messaging then consumes the topic for it.
///
/// @param interests the classes of facts the handler wants; all others are skipped unread
public record Subscription<E>(
        Topic<E> topic, Set<Class<? extends E>> interests, BatchHandler<E> handler) {

    public Subscription {
        interests = Set.copyOf(interests);
    }
}

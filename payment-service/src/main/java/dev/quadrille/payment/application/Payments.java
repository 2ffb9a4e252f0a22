package dev.quadrille.payment.application;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.Payment;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// All payments, and which of them the provider must be asked about.
public interface Payments extends StateStore<Payment> {

    /// Takes up to `limit` payments that are due, in a transaction of its own: attempts, and voids.
    /// A pending one is attempting when this returns, and nobody else gets it before the lease
    /// ends. Several replicas share the work without waiting for each other.
    List<DuePayment> claim(int limit, Duration lease);

    /// Makes payments due again: those that were asked `attempt` times, after a pause that grows
    /// with the attempts.
    void postpone(Collection<OrderId> orders);

    /// Makes claimed payments due at once, for which the provider was not called.
    void release(Collection<OrderId> orders);

    /// Locks payments until the end of the transaction, in the order of their ids.
    void lock(Collection<OrderId> orders);
}

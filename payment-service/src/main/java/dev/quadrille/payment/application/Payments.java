package dev.quadrille.payment.application;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.Payment;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// The repository of payments. It is also the work queue of the calls to the provider.
public interface Payments extends StateStore<Payment> {

    /// Claims up to `limit` due payments in a separate transaction. A pending payment is attempting
    /// when this method returns. No other worker can claim the payment before the lease expires. A
    /// pending payment whose order is past its deadline is postponed once: no charge is started for
    /// an order that is about to be cancelled.
    ///
    /// Replicas share the work without waiting for the locks of each other.
    List<DuePayment> claim(int limit, Duration lease);

    /// Makes payments due again after an exponential backoff with jitter, based on the number of
    /// attempts.
    void postpone(Collection<OrderId> orders);

    /// Releases the leases of payments for which the provider was not called. They are due
    /// immediately.
    void release(Collection<OrderId> orders);

    /// Locks payments until the end of the transaction, in the order of their IDs.
    void lock(Collection<OrderId> orders);
}

package dev.quadrille.system.simulation;

import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import java.util.Optional;

/// A worker's question to the provider, from its claim to the record of its answer.
final class SimulatedCall {

    private final OrderWorld order;
    private final Payment asked;
    private Optional<ProviderAnswer> answer = Optional.empty();
    private boolean lease = true;

    /// `asked` is the payment as the worker has read it; by now it may be another.
    SimulatedCall(OrderWorld order, Payment asked) {
        this.order = order;
        this.asked = asked;
    }

    OrderWorld order() {
        return order;
    }

    Payment asked() {
        return asked;
    }

    Optional<ProviderAnswer> answer() {
        return answer;
    }

    void answered(ProviderAnswer given) {
        answer = Optional.of(given);
    }

    boolean holdsLease() {
        return lease;
    }

    void loseLease() {
        lease = false;
    }
}

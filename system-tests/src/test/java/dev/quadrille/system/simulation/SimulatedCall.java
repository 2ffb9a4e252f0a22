package dev.quadrille.system.simulation;

import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import java.util.Optional;

/// A worker's request to the provider, from the claim to the recorded response.
final class SimulatedCall {

    private final SimulatedOrder order;
    private final Payment asked;
    private Optional<ProviderAnswer> answer = Optional.empty();
    private boolean lease = true;

    /// `asked` is the payment state that the worker has read; the current state may differ.
    SimulatedCall(SimulatedOrder order, Payment asked) {
        this.order = order;
        this.asked = asked;
    }

    SimulatedOrder order() {
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

package dev.quadrille.system.simulation;

import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeDecision;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;

/// The provider's state for one idempotency key, with the charged and refunded amounts.
final class SimulatedProvider {

    private final Rules rules;
    private Charge charge = new Charge.None();
    private long charged;
    private long refunded;

    SimulatedProvider(Rules rules) {
        this.rules = rules;
    }

    /// Executes the request that the worker sends for a payment in this state.
    ProviderAnswer execute(Payment payment) {
        return switch (payment) {
            case Payment.Pending pending -> charge(pending.reserved());
            case Payment.Attempting attempting -> charge(attempting.reserved());
            case Payment.VoidDue due -> voided(due.total());
            case Payment.None _, Payment.Charged _, Payment.Declined _, Payment.Undone _ ->
                    throw new InvariantViolation("no request is expected for " + payment);
        };
    }

    private ProviderAnswer charge(StockReserved asked) {
        TestPaymentMethod method =
                TestPaymentMethod.of(asked.paymentMethod().value()).orElseThrow();
        ChargeTerms terms =
                new ChargeTerms(method, asked.total().amount(), asked.total().currency());
        apply(rules.providerCharges(charge, terms), asked.total().amount());
        return switch (charge) {
            case Charge.Charged _ -> new ProviderAnswer.Charged();
            case Charge.Declined _ -> new ProviderAnswer.Declined("declined");
            case Charge.Voided _, Charge.Refunded _ ->
                    new ProviderAnswer.Voided(refundedOf(asked.total()));
            case Charge.None _ ->
                    throw new InvariantViolation("a charge request recorded no state");
        };
    }

    private ProviderAnswer voided(Money total) {
        apply(rules.providerVoids(charge), total.amount());
        return new ProviderAnswer.Voided(refundedOf(total));
    }

    private void apply(ChargeDecision decision, long amount) {
        if (decision instanceof ChargeDecision.Change change) {
            charged += change.next() instanceof Charge.Charged ? amount : 0;
            refunded += change.next() instanceof Charge.Refunded ? amount : 0;
            charge = change.next();
        }
        InvariantViolation.unless(charged <= amount, "charged twice");
    }

    private Money refundedOf(Money total) {
        return new Money(refunded, total.currency());
    }

    /// The amount charged and not refunded, in cents.
    long net() {
        return charged - refunded;
    }
}

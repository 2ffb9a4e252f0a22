package dev.quadrille.system.simulation;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Settlement;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.ShipmentId;
import dev.quadrille.orderflow.value.StockLine;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeDecision;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.shipping.domain.Shipment;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The decision rules of all participants, delegated to the production domain code. A mutant
/// overrides one rule, and the simulation must detect it.
class Rules {

    Decision<Order> confirm(Order order) {
        return order.confirm();
    }

    Decision<Order> cancel(Order order, CancellationReason reason) {
        return order.cancel(reason);
    }

    Decision<Reservation> reserve(
            Reservation reservation, OrderPlaced placed, Predicate<StockLine> available) {
        return reservation.reserve(placed, available);
    }

    Decision<Reservation> commit(Reservation reservation, OrderConfirmed confirmed) {
        return reservation.commit(confirmed);
    }

    Decision<Reservation> release(Reservation reservation, OrderCancelled cancelled) {
        return reservation.release(cancelled);
    }

    Decision<Payment> charge(Payment payment, StockReserved reserved) {
        return payment.charge(reserved);
    }

    /// Records the attempt before the worker calls the provider.
    Decision<Payment> attempt(Payment payment) {
        return payment.attempt();
    }

    Decision<Payment> record(Payment payment, ProviderAnswer answer) {
        return payment.record(answer);
    }

    Decision<Payment> refund(Payment payment, OrderCancelled cancelled) {
        return payment.cancel(cancelled);
    }

    Decision<Shipment> book(Shipment shipment, PaymentCharged charged, ShipmentId id) {
        return shipment.book(charged, id);
    }

    Decision<Shipment> cancelShipment(Shipment shipment, OrderCancelled cancelled) {
        return shipment.cancel(cancelled);
    }

    ChargeDecision providerCharges(Charge charge, ChargeTerms terms) {
        return charge.charge(terms);
    }

    ChargeDecision providerVoids(Charge charge) {
        return charge.voided();
    }

    boolean isSettled(Set<Class<? extends OrderEvent>> seen, Optional<CancellationReason> reason) {
        return Settlement.isSettled(seen, reason);
    }
}

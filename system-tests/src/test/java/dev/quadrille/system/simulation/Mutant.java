package dev.quadrille.system.simulation;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.NothingToDo;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.PaymentDeclined;
import dev.quadrille.orderflow.event.PaymentRefunded;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.event.StockReleased;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.Money;
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

/// Mutations of the decision rules. Each removes one guard; the simulation must detect every one.
enum Mutant {
    INVENTORY_WRITES_NO_TOMBSTONE(
            new Rules() {
                @Override
                Decision<Reservation> release(Reservation reservation, OrderCancelled cancelled) {
                    return reservation instanceof Reservation.None
                            ? nothing()
                            : super.release(reservation, cancelled);
                }
            }),
    PAYMENT_WRITES_NO_TOMBSTONE(
            new Rules() {
                @Override
                Decision<Payment> refund(Payment payment, OrderCancelled cancelled) {
                    return payment instanceof Payment.None
                            ? nothing()
                            : super.refund(payment, cancelled);
                }
            }),
    SHIPPING_WRITES_NO_TOMBSTONE(
            new Rules() {
                @Override
                Decision<Shipment> cancelShipment(Shipment shipment, OrderCancelled cancelled) {
                    return shipment instanceof Shipment.None
                            ? nothing()
                            : super.cancelShipment(shipment, cancelled);
                }
            }),
    TOMBSTONE_PUBLISHES_NO_EVENT(
            new Rules() {
                @Override
                Decision<Shipment> cancelShipment(Shipment shipment, OrderCancelled cancelled) {
                    return shipment instanceof Shipment.None
                            ? Decision.step(
                                    new Shipment.Undone(shipment.orderId(), Optional.empty()))
                            : super.cancelShipment(shipment, cancelled);
                }
            }),
    INVENTORY_IGNORES_ITS_STATE(
            new Rules() {
                @Override
                Decision<Reservation> reserve(
                        Reservation reservation,
                        OrderPlaced placed,
                        Predicate<StockLine> available) {
                    return super.reserve(new Reservation.None(placed.orderId()), placed, available);
                }
            }),
    SHIPPING_IGNORES_ITS_STATE(
            new Rules() {
                @Override
                Decision<Shipment> book(Shipment shipment, PaymentCharged charged, ShipmentId id) {
                    return super.book(new Shipment.None(charged.orderId()), charged, id);
                }
            }),
    AVAILABLE_STOCK_IS_NOT_CHECKED(
            new Rules() {
                @Override
                Decision<Reservation> reserve(
                        Reservation reservation,
                        OrderPlaced placed,
                        Predicate<StockLine> available) {
                    return super.reserve(reservation, placed, _ -> true);
                }
            }),
    CANCELLED_ORDER_CAN_BE_CONFIRMED(
            new Rules() {
                @Override
                Decision<Order> confirm(Order order) {
                    return order instanceof Order.Cancelled cancelled
                            ? super.confirm(new Order.Placed(order.orderId(), cancelled.total()))
                            : super.confirm(order);
                }
            }),
    CONFIRMED_ORDER_CAN_BE_CANCELLED(
            new Rules() {
                @Override
                Decision<Order> cancel(Order order, CancellationReason reason) {
                    return order instanceof Order.Confirmed confirmed
                            ? super.cancel(
                                    new Order.Placed(order.orderId(), confirmed.total()), reason)
                            : super.cancel(order, reason);
                }

                @Override
                Decision<Reservation> commit(Reservation reservation, OrderConfirmed confirmed) {
                    return nothing();
                }
            }),
    TIMEOUT_COUNTS_AS_DECLINE(
            new Rules() {
                @Override
                Decision<Payment> record(Payment payment, ProviderAnswer answer) {
                    return payment instanceof Payment.Attempting
                                    && answer instanceof ProviderAnswer.Unknown
                            ? Decision.step(
                                    new Payment.Declined(payment.orderId()),
                                    new PaymentDeclined(payment.orderId(), "no response"))
                            : super.record(payment, answer);
                }
            }),
    RESPONSE_IS_RECORDED_IN_ANY_STATE(
            new Rules() {
                @Override
                Decision<Payment> record(Payment payment, ProviderAnswer answer) {
                    return payment instanceof Payment.Undone undone
                                    && answer instanceof ProviderAnswer.Charged
                            ? Decision.step(new Payment.Charged(payment.orderId(), undone.total()))
                            : super.record(payment, answer);
                }
            }),
    ATTEMPT_IS_NOT_RECORDED(
            new Rules() {
                @Override
                Decision<Payment> attempt(Payment payment) {
                    return nothing();
                }

                @Override
                Decision<Payment> record(Payment payment, ProviderAnswer answer) {
                    return payment instanceof Payment.Pending pending
                            ? super.record(new Payment.Attempting(pending.reserved()), answer)
                            : super.record(payment, answer);
                }
            }),
    UNKNOWN_CHARGE_COUNTS_AS_NONE(
            new Rules() {
                @Override
                Decision<Payment> refund(Payment payment, OrderCancelled cancelled) {
                    return payment instanceof Payment.Attempting
                            ? undone(cancelled)
                            : super.refund(payment, cancelled);
                }
            }),
    CHARGE_IS_NOT_REFUNDED(
            new Rules() {
                @Override
                Decision<Payment> refund(Payment payment, OrderCancelled cancelled) {
                    return payment instanceof Payment.Charged
                            ? undone(cancelled)
                            : super.refund(payment, cancelled);
                }
            }),
    UNANSWERED_VOID_COUNTS_AS_DONE(
            new Rules() {
                @Override
                Decision<Payment> record(Payment payment, ProviderAnswer answer) {
                    return payment instanceof Payment.VoidDue due
                                    && answer instanceof ProviderAnswer.Unknown
                            ? Decision.step(
                                    new Payment.Undone(payment.orderId(), due.total()),
                                    new PaymentRefunded(
                                            payment.orderId(), Money.zero(due.total().currency())))
                            : super.record(payment, answer);
                }
            }),
    PROVIDER_CHARGES_A_KEY_TWICE(
            new Rules() {
                @Override
                ChargeDecision providerCharges(Charge charge, ChargeTerms terms) {
                    return super.providerCharges(
                            charge instanceof Charge.Charged ? new Charge.None() : charge, terms);
                }
            }),
    PROVIDER_WRITES_NO_TOMBSTONE(
            new Rules() {
                @Override
                ChargeDecision providerVoids(Charge charge) {
                    return charge instanceof Charge.None
                            ? new ChargeDecision.NothingToDo(charge)
                            : super.providerVoids(charge);
                }
            }),
    PROVIDER_CHARGES_A_DECLINED_KEY(
            new Rules() {
                @Override
                ChargeDecision providerCharges(Charge charge, ChargeTerms terms) {
                    return charge instanceof Charge.Declined
                            ? new ChargeDecision.Change(new Charge.Charged(terms))
                            : super.providerCharges(charge, terms);
                }
            }),
    SETTLEMENT_IGNORES_UNSEEN_SERVICES(
            new Rules() {
                @Override
                boolean isSettled(
                        Set<Class<? extends OrderEvent>> seen,
                        Optional<CancellationReason> reason) {
                    return seen.contains(OrderConfirmed.class)
                            || (seen.contains(OrderCancelled.class)
                                    && undone(seen, PaymentCharged.class, PaymentRefunded.class)
                                    && undone(seen, StockReserved.class, StockReleased.class)
                                    && undone(seen, ShipmentBooked.class, ShipmentCancelled.class));
                }

                private static boolean undone(
                        Set<Class<? extends OrderEvent>> seen, Class<?> done, Class<?> undone) {
                    return !seen.contains(done) || seen.contains(undone);
                }
            });

    @SuppressWarnings("ImmutableEnumChecker") // the rules are stateless
    private final Rules rules;

    Mutant(Rules rules) {
        this.rules = rules;
    }

    Rules rules() {
        return rules;
    }

    private static <S> Decision<S> nothing() {
        return Decision.nothing(NothingToDo.NOTHING_TO_UNDO);
    }

    private static Decision<Payment> undone(OrderCancelled cancelled) {
        Money nothing = Money.zero(cancelled.total().currency());
        return Decision.step(
                new Payment.Undone(cancelled.orderId(), cancelled.total()),
                new PaymentRefunded(cancelled.orderId(), nothing));
    }
}

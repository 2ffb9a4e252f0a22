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

/// Each takes one guard out, as somebody in a hurry might. The simulation must find every one of
/// them.
enum Mutant {
    INVENTORY_LEAVES_NO_TOMBSTONE(
            new Rules() {
                @Override
                Decision<Reservation> release(Reservation reservation, OrderCancelled cancelled) {
                    return reservation instanceof Reservation.None
                            ? nothing()
                            : super.release(reservation, cancelled);
                }
            }),
    PAYMENT_LEAVES_NO_TOMBSTONE(
            new Rules() {
                @Override
                Decision<Payment> refund(Payment payment, OrderCancelled cancelled) {
                    return payment instanceof Payment.None
                            ? nothing()
                            : super.refund(payment, cancelled);
                }
            }),
    SHIPPING_LEAVES_NO_TOMBSTONE(
            new Rules() {
                @Override
                Decision<Shipment> callOff(Shipment shipment, OrderCancelled cancelled) {
                    return shipment instanceof Shipment.None
                            ? nothing()
                            : super.callOff(shipment, cancelled);
                }
            }),
    A_TOMBSTONE_GIVES_NO_ANSWER(
            new Rules() {
                @Override
                Decision<Shipment> callOff(Shipment shipment, OrderCancelled cancelled) {
                    return shipment instanceof Shipment.None
                            ? Decision.step(
                                    new Shipment.Undone(shipment.orderId(), Optional.empty()))
                            : super.callOff(shipment, cancelled);
                }
            }),
    INVENTORY_FORGETS_WHAT_IT_HAS_DONE(
            new Rules() {
                @Override
                Decision<Reservation> reserve(
                        Reservation reservation,
                        OrderPlaced placed,
                        Predicate<StockLine> available) {
                    return super.reserve(new Reservation.None(placed.orderId()), placed, available);
                }
            }),
    SHIPPING_FORGETS_WHAT_IT_HAS_DONE(
            new Rules() {
                @Override
                Decision<Shipment> book(Shipment shipment, PaymentCharged charged, ShipmentId id) {
                    return super.book(new Shipment.None(charged.orderId()), charged, id);
                }
            }),
    STOCK_IS_NOT_COUNTED(
            new Rules() {
                @Override
                Decision<Reservation> reserve(
                        Reservation reservation,
                        OrderPlaced placed,
                        Predicate<StockLine> available) {
                    return super.reserve(reservation, placed, _ -> true);
                }
            }),
    AN_ORDER_ENDS_TWICE(
            new Rules() {
                @Override
                Decision<Order> confirm(Order order) {
                    return order instanceof Order.Cancelled cancelled
                            ? super.confirm(new Order.Placed(order.orderId(), cancelled.total()))
                            : super.confirm(order);
                }
            }),
    A_CONFIRMED_ORDER_CAN_BE_CANCELLED(
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
    A_TIMEOUT_IS_A_DECLINE(
            new Rules() {
                @Override
                Decision<Payment> record(Payment payment, ProviderAnswer answer) {
                    return payment instanceof Payment.Attempting
                                    && answer instanceof ProviderAnswer.Unknown
                            ? Decision.step(
                                    new Payment.Declined(payment.orderId()),
                                    new PaymentDeclined(payment.orderId(), "no answer"))
                            : super.record(payment, answer);
                }
            }),
    AN_ANSWER_IS_RECORDED_IN_ANY_STATE(
            new Rules() {
                @Override
                Decision<Payment> record(Payment payment, ProviderAnswer answer) {
                    return payment instanceof Payment.Undone undone
                                    && answer instanceof ProviderAnswer.Charged
                            ? Decision.step(new Payment.Charged(payment.orderId(), undone.total()))
                            : super.record(payment, answer);
                }
            }),
    THE_ATTEMPT_IS_NOT_ON_RECORD(
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
    AN_UNKNOWN_CHARGE_IS_TAKEN_FOR_NONE(
            new Rules() {
                @Override
                Decision<Payment> refund(Payment payment, OrderCancelled cancelled) {
                    return payment instanceof Payment.Attempting
                            ? undone(cancelled)
                            : super.refund(payment, cancelled);
                }
            }),
    A_CHARGE_IS_NOT_PAID_BACK(
            new Rules() {
                @Override
                Decision<Payment> refund(Payment payment, OrderCancelled cancelled) {
                    return payment instanceof Payment.Charged
                            ? undone(cancelled)
                            : super.refund(payment, cancelled);
                }
            }),
    AN_UNANSWERED_VOID_IS_TAKEN_FOR_DONE(
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
    THE_PROVIDER_CHARGES_A_KEY_AGAIN(
            new Rules() {
                @Override
                ChargeDecision providerCharges(Charge charge, ChargeTerms terms) {
                    return super.providerCharges(
                            charge instanceof Charge.Charged ? new Charge.None() : charge, terms);
                }
            }),
    THE_PROVIDER_FORGETS_A_VOID_OF_NOTHING(
            new Rules() {
                @Override
                ChargeDecision providerVoids(Charge charge) {
                    return charge instanceof Charge.None
                            ? new ChargeDecision.NothingToDo(charge)
                            : super.providerVoids(charge);
                }
            }),
    A_DECLINE_DOES_NOT_STICK(
            new Rules() {
                @Override
                ChargeDecision providerCharges(Charge charge, ChargeTerms terms) {
                    return charge instanceof Charge.Declined
                            ? new ChargeDecision.Change(new Charge.Charged(terms))
                            : super.providerCharges(charge, terms);
                }
            }),
    SETTLED_ASKS_ONLY_WHOM_THE_LOG_SHOWS(
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

    @SuppressWarnings("ImmutableEnumChecker") // rules have no state
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

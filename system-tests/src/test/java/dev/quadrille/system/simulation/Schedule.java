package dev.quadrille.system.simulation;

import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.system.simulation.random.Choices;
import dev.quadrille.system.simulation.random.Faults;
import java.util.ArrayList;
import java.util.List;

/// One simulated run. Each step executes one of the events that are possible next.
final class Schedule {

    private static final int MAX_STEPS = 5_000;

    private final Choices choices;
    private final SimulatedStock stock = new SimulatedStock();
    private final List<SimulatedOrder> orders;
    private final List<SimulatedCall> calls = new ArrayList<>();
    private final List<SimulatedCall> abandonedCalls = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final Faults faults;

    Schedule(Choices choices, Rules rules) {
        this.choices = choices;
        this.faults = new Faults(choices);
        this.orders = new GeneratedOrders(choices).orders(rules, stock);
    }

    /// Runs until no event is possible. Throws {@link InvariantViolation} if an invariant does not
    /// hold.
    void run() {
        for (int step = 0; step < MAX_STEPS; step++) {
            List<PossibleEvent> possible = possible();
            if (possible.isEmpty()) {
                checkAtTheEnd();
                return;
            }
            PossibleEvent event = choices.of(possible);
            trace.add(event.name());
            event.action().run();
            orders.forEach(SimulatedOrder::checkWhenSettled);
        }
        throw new InvariantViolation("the schedule does not terminate");
    }

    private List<PossibleEvent> possible() {
        List<PossibleEvent> possible = new ArrayList<>();
        for (SimulatedOrder order : orders) {
            for (Participant participant : Participant.values()) {
                relays(order, participant, possible);
                deliveries(order, participant, possible);
            }
            interruptions(order, possible);
            claims(order, possible);
        }
        calls.forEach(call -> continuations(call, possible));
        abandonedCalls.forEach(call ->
                possible.add(new PossibleEvent("abandoned call arrives", () -> arriveLate(call))));
        return possible;
    }

    private void relays(
            SimulatedOrder order, Participant participant, List<PossibleEvent> possible) {
        SimulatedOutbox outbox = order.outbox(participant);
        if (!outbox.isEmpty()) {
            possible.add(
                    new PossibleEvent(
                            participant + " relays " + name(outbox.head()),
                            () -> {
                                order.log.append(outbox.head());
                                // A relay that crashes between send and delete sends the event
                                // again.
                                if (!faults.inject(Faults.FaultKind.DUPLICATE)) {
                                    outbox.deleteHead();
                                }
                            }));
        }
    }

    private void deliveries(
            SimulatedOrder order, Participant participant, List<PossibleEvent> possible) {
        List<OrderEvent> unread = order.log.unread(participant);
        if (!unread.isEmpty()) {
            possible.add(
                    new PossibleEvent(
                            participant + " reads", () -> read(order, participant, unread)));
        } else if (faults.remaining(Faults.FaultKind.REWIND) && !order.log.events().isEmpty()) {
            possible.add(
                    new PossibleEvent(
                            participant + " resets its offset",
                            () -> {
                                if (faults.inject(Faults.FaultKind.REWIND)) {
                                    order.handle(participant, choices.of(order.log.events()));
                                }
                            }));
        }
    }

    /// Reads the next event, or a later one if a REORDER is injected. A crash before the commit
    /// changes nothing; after a crash behind the commit the participant reads the event again.
    private void read(SimulatedOrder order, Participant participant, List<OrderEvent> unread) {
        int index = faults.inject(Faults.FaultKind.REORDER) ? choices.next(unread.size()) : 0;
        OrderEvent event = unread.get(index);
        trace.add("  " + name(event));
        if (faults.inject(Faults.FaultKind.CRASH_BEFORE_COMMIT)) {
            return;
        }
        order.handle(participant, event);
        boolean attempted = participant == Participant.PAYMENT && startsAttempt(order);
        if (!faults.inject(Faults.FaultKind.CRASH_AFTER_COMMIT)) {
            unread.remove(index);
            if (attempted) {
                calls.add(new SimulatedCall(order, order.payment()));
            }
        }
    }

    /// A new payment may start its first attempt in the transaction that creates it.
    private boolean startsAttempt(SimulatedOrder order) {
        boolean attempts = order.payment() instanceof Payment.Pending && choices.next(2) == 0;
        if (attempts) {
            order.attempt();
        }
        return attempts;
    }

    private void interruptions(SimulatedOrder order, List<PossibleEvent> possible) {
        if (order.order() instanceof Order.Placed
                && faults.remaining(Faults.FaultKind.CANCEL_FROM_OUTSIDE)) {
            possible.add(
                    new PossibleEvent(
                            "order is cancelled from outside",
                            () -> {
                                if (faults.inject(Faults.FaultKind.CANCEL_FROM_OUTSIDE)) {
                                    order.interrupt(
                                            choices.of(
                                                    List.of(
                                                            CancellationReason.CUSTOMER_REQUEST,
                                                            CancellationReason.DEADLINE_PASSED)));
                                }
                            }));
        }
    }

    /// A worker claims a due payment that no valid lease covers.
    private void claims(SimulatedOrder order, List<PossibleEvent> possible) {
        boolean leased =
                calls.stream().anyMatch(call -> call.order() == order && call.holdsLease());
        if (isDue(order.payment()) && !leased) {
            possible.add(
                    new PossibleEvent(
                            "worker claims",
                            () -> {
                                order.attempt();
                                calls.add(new SimulatedCall(order, order.payment()));
                            }));
        }
    }

    private static boolean isDue(Payment payment) {
        return payment instanceof Payment.Pending
                || payment instanceof Payment.Attempting
                || payment instanceof Payment.VoidDue;
    }

    private void continuations(SimulatedCall call, List<PossibleEvent> possible) {
        if (call.holdsLease() && faults.remaining(Faults.FaultKind.LEASE_EXPIRES)) {
            possible.add(
                    new PossibleEvent(
                            "a lease expires",
                            () -> {
                                if (faults.inject(Faults.FaultKind.LEASE_EXPIRES)) {
                                    call.loseLease();
                                }
                            }));
        }
        possible.add(new PossibleEvent("worker continues", () -> continueCall(call)));
    }

    private void continueCall(SimulatedCall call) {
        if (call.answer().isPresent()) {
            calls.remove(call);
            // A worker that crashes here leaves the payment to the next claim.
            if (!faults.inject(Faults.FaultKind.CRASH_BEFORE_COMMIT)) {
                call.order().record(call.answer().get());
            }
        } else if (faults.inject(Faults.FaultKind.LOST_RESPONSE)) {
            trace.add("  no response");
            call.answered(new ProviderAnswer.Unknown("lost"));
            abandonedCalls.add(call);
        } else {
            call.answered(call.order().provider.execute(call.asked()));
        }
    }

    /// The provider executes an abandoned request late, or never.
    private void arriveLate(SimulatedCall call) {
        abandonedCalls.remove(call);
        if (choices.next(2) == 0) {
            ProviderAnswer _ = call.order().provider.execute(call.asked());
        }
    }

    private void checkAtTheEnd() {
        orders.forEach(SimulatedOrder::checkAtTheEnd);
        InvariantViolation.unless(stock.reserved() == 0, "stock is still reserved at the end");
        long sold = orders.stream().mapToLong(SimulatedOrder::piecesIfConfirmed).sum();
        InvariantViolation.unless(
                stock.shipped() == sold, "shipped " + stock.shipped() + ", sold " + sold);
    }

    /// The executed events, one line per step, and the final state of the orders.
    String trace() {
        return String.join("\n", trace) + "\n" + orders;
    }

    private static String name(OrderEvent event) {
        return event.getClass().getSimpleName();
    }

    private record PossibleEvent(String name, Runnable action) {}
}

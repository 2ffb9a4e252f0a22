package dev.quadrille.system.simulation;

import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import java.util.ArrayList;
import java.util.List;

/// One run of a small shop: at each step one of the things that could happen next does.
final class Schedule {

    private static final int LONGEST = 5_000;

    private final Choices choices;
    private final Shelf shelf = new Shelf();
    private final List<OrderWorld> orders;
    private final List<SimulatedCall> calls = new ArrayList<>();
    private final List<SimulatedCall> strays = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final Faults faults;

    Schedule(Choices choices, Rules rules) {
        this.choices = choices;
        this.faults = new Faults(choices);
        this.orders = new Shoppers(choices).orders(rules, shelf);
    }

    /// Runs until nothing more can happen. Throws {@link InvariantViolation} where the promise does
    /// not hold.
    void run() {
        for (int step = 0; step < LONGEST; step++) {
            List<Event> possible = possible();
            if (possible.isEmpty()) {
                checkAtTheEnd();
                return;
            }
            Event event = choices.of(possible);
            story.add(event.name());
            event.action().run();
            orders.forEach(OrderWorld::checkWhenSettled);
        }
        throw new InvariantViolation("does not come to an end");
    }

    private List<Event> possible() {
        List<Event> possible = new ArrayList<>();
        for (OrderWorld order : orders) {
            for (Participant participant : Participant.values()) {
                relays(order, participant, possible);
                deliveries(order, participant, possible);
            }
            interruptions(order, possible);
            claims(order, possible);
        }
        calls.forEach(call -> answers(call, possible));
        strays.forEach(
                call -> possible.add(new Event("stray call arrives", () -> arriveLate(call))));
        return possible;
    }

    private void relays(OrderWorld order, Participant participant, List<Event> possible) {
        SimulatedOutbox outbox = order.outbox(participant);
        if (!outbox.isEmpty()) {
            possible.add(
                    new Event(
                            participant + " relays " + name(outbox.head()),
                            () -> {
                                order.log.append(outbox.head());
                                // A relay that dies between send and delete sends again.
                                if (!faults.strike(Faults.Kind.DUPLICATE)) {
                                    outbox.deleteHead();
                                }
                            }));
        }
    }

    private void deliveries(OrderWorld order, Participant participant, List<Event> possible) {
        List<OrderEvent> unread = order.log.unread(participant);
        if (!unread.isEmpty()) {
            possible.add(new Event(participant + " reads", () -> read(order, participant, unread)));
        } else if (faults.left(Faults.Kind.REWIND) && !order.log.events().isEmpty()) {
            possible.add(
                    new Event(
                            participant + " is rewound",
                            () -> {
                                if (faults.strike(Faults.Kind.REWIND)) {
                                    order.handle(participant, choices.of(order.log.events()));
                                }
                            }));
        }
    }

    /// Usually the next event; now and then one out of its turn. A crash before the commit leaves
    /// nothing, one after it leaves the event to be read again.
    private void read(OrderWorld order, Participant participant, List<OrderEvent> unread) {
        int which = faults.strike(Faults.Kind.REORDER) ? choices.next(unread.size()) : 0;
        OrderEvent event = unread.get(which);
        story.add("  " + name(event));
        if (faults.strike(Faults.Kind.CRASH_BEFORE_COMMIT)) {
            return;
        }
        order.handle(participant, event);
        boolean attempted = participant == Participant.PAYMENT && attemptsAtOnce(order);
        if (!faults.strike(Faults.Kind.CRASH_AFTER_COMMIT)) {
            unread.remove(which);
            if (attempted) {
                calls.add(new SimulatedCall(order, order.payment()));
            }
        }
    }

    /// A payment may begin as an attempt, in the transaction that it comes from.
    private boolean attemptsAtOnce(OrderWorld order) {
        boolean attempts = order.payment() instanceof Payment.Pending && choices.next(2) == 0;
        if (attempts) {
            order.attempt();
        }
        return attempts;
    }

    private void interruptions(OrderWorld order, List<Event> possible) {
        if (order.order() instanceof Order.Placed && faults.left(Faults.Kind.INTERRUPT)) {
            possible.add(
                    new Event(
                            "somebody interrupts",
                            () -> {
                                if (faults.strike(Faults.Kind.INTERRUPT)) {
                                    order.interrupt(
                                            choices.of(
                                                    List.of(
                                                            CancellationReason.CUSTOMER_REQUEST,
                                                            CancellationReason.DEADLINE_PASSED)));
                                }
                            }));
        }
    }

    /// A worker takes a payment that is due and that no living lease holds.
    private void claims(OrderWorld order, List<Event> possible) {
        boolean leased =
                calls.stream().anyMatch(call -> call.order() == order && call.holdsLease());
        if (isDue(order.payment()) && !leased) {
            possible.add(
                    new Event(
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

    private void answers(SimulatedCall call, List<Event> possible) {
        if (call.holdsLease() && faults.left(Faults.Kind.LEASE_EXPIRES)) {
            possible.add(
                    new Event(
                            "a lease expires",
                            () -> {
                                if (faults.strike(Faults.Kind.LEASE_EXPIRES)) {
                                    call.loseLease();
                                }
                            }));
        }
        possible.add(new Event("worker goes on", () -> goOn(call)));
    }

    private void goOn(SimulatedCall call) {
        if (call.answer().isPresent()) {
            calls.remove(call);
            // A worker that dies here leaves the payment to the next claim.
            if (!faults.strike(Faults.Kind.CRASH_BEFORE_COMMIT)) {
                call.order().record(call.answer().get());
            }
        } else if (faults.strike(Faults.Kind.LOST_ANSWER)) {
            story.add("  no answer");
            call.answered(new ProviderAnswer.Unknown("lost"));
            strays.add(call);
        } else {
            call.answered(call.order().provider.ask(call.asked()));
        }
    }

    /// A request whose sender no longer waits for it is carried out late, or never.
    private void arriveLate(SimulatedCall call) {
        strays.remove(call);
        if (choices.next(2) == 0) {
            ProviderAnswer _ = call.order().provider.ask(call.asked());
        }
    }

    private void checkAtTheEnd() {
        orders.forEach(OrderWorld::checkAtTheEnd);
        InvariantViolation.unless(shelf.reserved() == 0, "stock is still reserved");
        long sold = orders.stream().mapToLong(OrderWorld::piecesIfConfirmed).sum();
        InvariantViolation.unless(
                shelf.shipped() == sold, "shipped " + shelf.shipped() + ", sold " + sold);
    }

    /// What happened, a line a step.
    String story() {
        return String.join("\n", story) + "\n" + orders;
    }

    private static String name(OrderEvent event) {
        return event.getClass().getSimpleName();
    }

    private record Event(String name, Runnable action) {}
}

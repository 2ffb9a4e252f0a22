package dev.quadrille.platform.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The faults that can be injected at run time. Which of them a process supports depends on its
/// parts: a process without a database supports no database faults.
public enum Fault {
    HTTP_LATENCY(true, "Each affected request is delayed by delayMillis."),
    HTTP_ERROR(true, "Each affected request is answered with status 500."),
    EVENT_LATENCY(
            true,
            "The consumer waits for delayMillis before it handles a batch with an affected event."),
    EVENT_DUPLICATE(true, "Each affected event is delivered twice."),
    EVENT_REORDER(
            true,
            "Each affected event is delivered after the next event of its order. The consumer waits"
                    + " for that event, at most for delayMillis."),
    EVENT_ERROR(
            true,
            "The handling of a batch with an affected event fails before it begins, and is retried."),
    EVENT_CORRUPT(
            true,
            "Beside each affected event, a record that cannot be decoded is published. It becomes a"
                    + " dead letter of every consumer of the event."),
    CRASH_AFTER_COMMIT(
            false,
            "The process halts after the commit of a transaction, before its result is"
                    + " acknowledged."),
    CRASH_BEFORE_COMMIT(false, "The process halts immediately before the commit of a transaction."),
    CRASH(false, "The process halts after delayMillis."),
    RELAY_STALL(false, "Events stay in the outbox."),
    RELAY_DUPLICATE(true, "Each affected event is published twice."),
    DATABASE_DOWN(false, "Connections to the database are refused."),
    DATABASE_LATENCY(false, "Each connection to the database is delayed by delayMillis."),
    DECLINE(false, "The payment provider declines the card."),
    ERROR(false, "The payment provider answers with status 500 and records nothing."),
    LATENCY(false, "The payment provider delays its response by delayMillis."),
    LOST_ANSWER(
            false,
            "The payment provider charges the card and closes the connection without a response."),
    REJECT(true, "The inventory has no stock for the order."),
    REFUSE(true, "No carrier serves the destination of the order.");

    private final boolean customerScope;
    private final String description;

    Fault(boolean customerScope, String description) {
        this.customerScope = customerScope;
        this.description = description;
    }

    /// Finds a fault by its name in the API, such as `http-latency`.
    public static Optional<Fault> named(String name) {
        return Arrays.stream(values()).filter(fault -> fault.label().equals(name)).findFirst();
    }

    /// The name in the API, in metrics and in traces, such as `http-latency`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether the fault can be limited to the requests and events of one customer.
    public boolean hasCustomerScope() {
        return customerScope;
    }

    /// The effect, as a sentence for operators.
    public String description() {
        return description;
    }
}

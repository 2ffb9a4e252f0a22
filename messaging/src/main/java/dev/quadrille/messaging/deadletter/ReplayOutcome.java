package dev.quadrille.messaging.deadletter;

import java.util.UUID;

/// The outcome of a replay or discard.
public sealed interface ReplayOutcome {

    /// The letter is resolved, and no event of its order is parked any more.
    record Done() implements ReplayOutcome {}

    /// There is no such letter. It may have been resolved already.
    record Unknown() implements ReplayOutcome {}

    /// The same event still fails.
    record FailsAgain() implements ReplayOutcome {}

    /// The letter is resolved, but this later event of its order fails. It is the new dead letter
    /// that parks the rest of the order.
    record NextFails(UUID letter) implements ReplayOutcome {}
}

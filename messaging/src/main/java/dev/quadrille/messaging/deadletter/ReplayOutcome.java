package dev.quadrille.messaging.deadletter;

import java.util.UUID;

/// What came of letting a dead letter go on.
public sealed interface ReplayOutcome {

    /// The letter is gone, and nothing of its order waits any more.
    record Done() implements ReplayOutcome {}

    /// There is no such letter; perhaps it is done already.
    record Unknown() implements ReplayOutcome {}

    /// The same event fails still.
    record FailsAgain() implements ReplayOutcome {}

    /// The letter is gone; of the events behind it this one fails, and is now the dead letter for
    /// which the rest of the order waits.
    record NextFails(UUID letter) implements ReplayOutcome {}
}

package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.outbox.DeadLetterTopic;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.platform.Uuids;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a dead letter of a record, in the transaction that consumes it: the row, and what is
/// published of it.
final class DeadLetterWriter {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

    private final DeadLetterTable rows;
    private final DeadLetterTopic topic;
    private final Clock clock;
    private final DeadLetterMetrics metrics;

    DeadLetterWriter(
            DeadLetterTable rows, DeadLetterTopic topic, Clock clock, DeadLetterMetrics metrics) {
        this.rows = rows;
        this.topic = topic;
        this.clock = clock;
        this.metrics = metrics;
    }

    /// Returns whether the letter is new; a record that is one already, or was given up, stays what
    /// it is.
    boolean put(RawRecord record, FailureClassification cause) {
        DeadLetter letter = letter(record, cause);
        boolean added = rows.add(letter);
        if (added) {
            tell(letter, cause);
        } else {
            AfterCommit.run(() -> metrics.cameAgain(record.topic()));
        }
        return added;
    }

    /// Lets the record take the place of a letter of its order, which goes on being parked. Returns
    /// the id of the new letter.
    UUID putInPlaceOf(DeadLetter former, RawRecord record, FailureClassification cause) {
        DeadLetter letter = letter(record, cause);
        rows.become(former.id(), letter);
        tell(letter, cause);
        return letter.id();
    }

    private DeadLetter letter(RawRecord record, FailureClassification cause) {
        return new DeadLetter(
                Uuids.next(),
                record,
                cause.kind().word(),
                cause.text(),
                clock.instant(),
                cause.kind().parks());
    }

    private void tell(DeadLetter letter, FailureClassification cause) {
        RawRecord record = letter.record();
        topic.append(record, letter.id(), letter.kind(), letter.at());
        AfterCommit.run(() -> {
            metrics.died(record.topic(), cause.kind());
            LOG.warn(
                    "dead letter {}: {} at {} {}-{} {}: {}",
                    letter.id(),
                    record.type(),
                    record.topic(),
                    record.position().partition(),
                    record.position().offset(),
                    letter.parks() ? "parks " + record.key() : "parks nothing",
                    letter.cause());
        });
    }
}

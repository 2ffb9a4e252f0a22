package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.AfterCommit;
import dev.quadrille.messaging.outbox.DeadLetterTopic;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.platform.Uuids;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a dead letter in the transaction that consumes the record: inserts the row and appends
/// the letter to the outbox.
final class DeadLetterWriter {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

    private final DeadLetterTable table;
    private final DeadLetterTopic topic;
    private final Clock clock;
    private final DeadLetterMetrics metrics;

    DeadLetterWriter(
            DeadLetterTable table, DeadLetterTopic topic, Clock clock, DeadLetterMetrics metrics) {
        this.table = table;
        this.topic = topic;
        this.clock = clock;
        this.metrics = metrics;
    }

    /// Returns whether the letter is new. A record that is already a dead letter, or was discarded,
    /// is left unchanged.
    boolean write(RawRecord record, DeadLetterCause cause) {
        DeadLetter letter = letter(record, cause);
        boolean added = table.add(letter);
        if (added) {
            publish(letter, cause);
        } else {
            AfterCommit.run(() -> metrics.repeated(record.topic()));
        }
        return added;
    }

    /// Replaces a letter by a later record of its order, which stays parked. Returns the new id.
    UUID replace(DeadLetter former, RawRecord record, DeadLetterCause cause) {
        DeadLetter letter = letter(record, cause);
        table.replace(former.id(), letter);
        publish(letter, cause);
        return letter.id();
    }

    private DeadLetter letter(RawRecord record, DeadLetterCause cause) {
        return new DeadLetter(
                Uuids.next(),
                record,
                cause.kind().label(),
                cause.text(),
                clock.instant(),
                cause.kind().parks());
    }

    private void publish(DeadLetter letter, DeadLetterCause cause) {
        RawRecord record = letter.record();
        topic.append(record, letter.id(), letter.kind(), letter.at());
        AfterCommit.run(() -> {
            metrics.written(record.topic(), cause.kind());
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

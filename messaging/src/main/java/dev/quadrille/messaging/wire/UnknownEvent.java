package dev.quadrille.messaging.wire;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// An event of an order that only a newer build can decode: its type, or an enum value in it, is
/// unknown to this build.
///
/// Decision record: `docs/decisions/0026-rolling-upgrades.md`.
public final class UnknownEvent extends UndecodableRecord {

    UnknownEvent(ConsumerRecord<?, ?> record, Exception cause) {
        super(record, cause);
    }
}

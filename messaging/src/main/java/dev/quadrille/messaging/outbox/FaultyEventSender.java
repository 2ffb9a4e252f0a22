package dev.quadrille.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.CustomerOrders;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.chaos.FaultInjector;
import dev.quadrille.platform.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Injects the faults of the outbox relay into both ways by which rows are sent: those that a
/// replica sends after its commit, and those that the relay sends.
final class FaultyEventSender implements EventSender {

    static final String KEY_OF_NO_ORDER = "corrupt";

    private static final byte[] UNDECODABLE = "{".getBytes(UTF_8);

    private final EventSender target;
    private final FaultInjector faults;
    private final CustomerOrders customers = new CustomerOrders();

    FaultyEventSender(EventSender target, FaultInjector faults) {
        this.target = target;
        this.faults = faults;
    }

    @Override
    public List<OutboxRow> send(TopicPartition destination, List<OutboxRow> rows)
            throws InterruptedException {
        if (faults.isIdle()) {
            return target.send(destination, rows);
        }
        List<OutboxRow> leaving =
                rows.stream().filter(_ -> !faults.injects(Fault.RELAY_STALL)).toList();
        if (leaving.isEmpty()) {
            return leaving;
        }
        List<OutboxRow> corrupt =
                affected(Fault.EVENT_CORRUPT, leaving).stream()
                        .filter(FaultyEventSender::isOrderEvent)
                        .map(FaultyEventSender::corruptCopy)
                        .toList();
        List<OutboxRow> acknowledged = target.send(destination, leaving);
        sendIfAny(destination, affected(Fault.RELAY_DUPLICATE, acknowledged));
        sendIfAny(destination, corrupt);
        return acknowledged;
    }

    private void sendIfAny(TopicPartition destination, List<OutboxRow> rows)
            throws InterruptedException {
        if (!rows.isEmpty()) {
            target.send(destination, rows);
        }
    }

    @Override
    public CompletableFuture<?> send(OutboxRow row) throws InterruptedException {
        if (faults.isIdle()) {
            return target.send(row);
        }
        if (faults.injects(Fault.RELAY_STALL)) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("the chaos toggle relay-stall is set"));
        }
        CompletableFuture<?> sent = target.send(row);
        if (isAffected(Fault.RELAY_DUPLICATE, row)) {
            var _ = target.send(row);
        }
        if (isOrderEvent(row) && isAffected(Fault.EVENT_CORRUPT, row)) {
            var _ = target.send(corruptCopy(row));
        }
        return sent;
    }

    private List<OutboxRow> affected(Fault fault, List<OutboxRow> rows) {
        return rows.stream().filter(row -> isAffected(fault, row)).toList();
    }

    private boolean isAffected(Fault fault, OutboxRow row) {
        Optional<String> customer = customers.customerOf(row.key(), row.record().value());
        return faults.inject(fault, customer).isPresent();
    }

    private static boolean isOrderEvent(OutboxRow row) {
        return row.destination().topic().equals(Topic.ORDER_FLOW.name());
    }

    /// A record of the same type in the same partition. Its key is that of no order, so that the
    /// dead letter which it becomes parks no events.
    private static OutboxRow corruptCopy(OutboxRow row) {
        Headers headers = new RecordHeaders(row.record().headers());
        headers.remove("ce_id");
        headers.add("ce_id", Uuids.next().toString().getBytes(UTF_8));
        return OutboxRow.of(
                row.id(),
                row.destination(),
                new ProducerRecord<>(
                        row.destination().topic(),
                        row.destination().partition(),
                        KEY_OF_NO_ORDER,
                        UNDECODABLE,
                        headers));
    }
}

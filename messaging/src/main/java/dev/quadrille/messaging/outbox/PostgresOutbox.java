package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import java.util.Collection;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Transactional outbox in PostgreSQL. Appends with one statement, whatever the number of events,
/// and sends the rows after the commit.
final class PostgresOutbox implements Outbox {

    private final OutboxTable table;
    private final OutboxSender sender;
    private final OutboxRelay relay;

    PostgresOutbox(OutboxTable table, OutboxSender sender, OutboxRelay relay) {
        this.table = table;
        this.sender = sender;
        this.relay = relay;
    }

    @Override
    public void append(Collection<? extends EventEnvelope<?>> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "events must be appended in the transaction that causes them");
        }
        if (!events.isEmpty()) {
            List<Long> published = sender.takeAcknowledged();
            Appended appended = new Appended(published);
            TransactionSynchronizationManager.registerSynchronization(appended);
            appended.rows = table.append(List.copyOf(events), published);
        }
    }

    /// Registered before the statement, so that its failure returns the ids.
    private final class Appended implements TransactionSynchronization {

        private final List<Long> published;
        private List<AppendedRow> rows = List.of();

        Appended(List<Long> published) {
            this.published = published;
        }

        @Override
        public void afterCommit() {
            sender.send(rows.stream().filter(it -> sender.sends(it.topic())).toList());
            if (rows.stream().anyMatch(it -> !sender.sends(it.topic()))) {
                relay.wake();
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_COMMITTED) {
                sender.restore(published);
            }
        }
    }
}

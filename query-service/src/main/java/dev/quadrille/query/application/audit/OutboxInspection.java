package dev.quadrille.query.application.audit;

import dev.quadrille.messaging.audit.MessageBacklog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Checks that events leave the outboxes of all services.
final class OutboxInspection {

    private static final List<AuditSource> SERVICES =
            List.of(
                    AuditSource.ORDERS,
                    AuditSource.RESERVATIONS,
                    AuditSource.PAYMENTS,
                    AuditSource.SHIPMENTS,
                    AuditSource.READ_MODEL);

    private OutboxInspection() {}

    /// Inspects the outboxes of all services.
    ///
    /// @param grace the maximum age of an event
    static AuditResult inspect(AuditedSystem system, Duration grace) {
        List<AuditFinding> findings = new ArrayList<>();
        long rows = 0;
        long deadLetters = 0;
        long parked = 0;
        for (AuditSource service : SERVICES) {
            MessageBacklog backlog = system.backlog(service.process());
            rows += backlog.outbox();
            deadLetters += backlog.deadLetters();
            parked += backlog.parked();
            if (backlog.oldestSeconds() > grace.toSeconds()) {
                findings.add(
                        new AuditFinding(
                                AuditCheck.OUTBOXES,
                                service.process(),
                                "%d events in the outbox, the oldest for %d s"
                                        .formatted(backlog.outbox(), backlog.oldestSeconds())));
            }
        }
        return AuditResult.of(
                AuditCheck.OUTBOXES,
                "%,d events in outboxes, %,d dead letters, %,d parked events"
                        .formatted(rows, deadLetters, parked),
                findings);
    }
}

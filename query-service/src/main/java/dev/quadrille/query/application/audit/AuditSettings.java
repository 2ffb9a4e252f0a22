package dev.quadrille.query.application.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `quadrille.audit`.
///
/// @param grace how long work may be in flight: an order until its outcome, and its participants
///   after it
/// @param recheckDelay the pause before a suspected difference is read again
/// @param recheckBudget how long each check reads again what it has verified before
/// @param outboxGrace the maximum age of an event in an outbox
/// @param budget the time after the start of an audit at which it stops to compare the read model;
///   the next one continues
@ConfigurationProperties("quadrille.audit")
public record AuditSettings(
        Duration grace,
        Duration recheckDelay,
        Duration recheckBudget,
        Duration outboxGrace,
        Duration budget) {}

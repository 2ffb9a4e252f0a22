package dev.quadrille.messaging.audit;

/// The events that a service has not published or handled.
///
/// @param outbox the rows of the outbox
/// @param oldestSeconds the age of the oldest row; 0 if there is none
/// @param parked the events that wait behind a dead letter of their order
public record MessageBacklog(long outbox, long oldestSeconds, long deadLetters, long parked) {}

package dev.quadrille.payment.application;

import dev.quadrille.payment.domain.Payment;
import dev.quadrille.platform.telemetry.EventTrace;

/// A payment for which a call to the provider is due.
///
/// @param trace the trace of the saga step that made the payment due
public record DuePayment(Payment payment, EventTrace trace) {}

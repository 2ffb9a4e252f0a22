package dev.quadrille.payment.application;

import dev.quadrille.payment.domain.Payment;
import dev.quadrille.platform.telemetry.EventTrace;

/// A payment that the provider must be asked about.
///
/// @param trace caused by the step that made the payment due
public record DuePayment(Payment payment, EventTrace trace) {}

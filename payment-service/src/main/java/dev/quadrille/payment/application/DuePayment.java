package dev.quadrille.payment.application;

import dev.quadrille.payment.domain.Payment;
import java.util.Optional;

/// A payment that the provider must be asked about.
///
/// @param traceparent the W3C trace context of what made it due; empty where nothing is traced
public record DuePayment(Payment payment, Optional<String> traceparent) {}

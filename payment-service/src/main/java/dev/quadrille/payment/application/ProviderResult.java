package dev.quadrille.payment.application;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.platform.telemetry.EventTrace;

/// The provider's answer about an order.
///
/// @param trace caused by the step that made the payment due
/// @param recorded runs once the answer is on record
record ProviderResult(OrderId order, ProviderAnswer answer, EventTrace trace, Runnable recorded) {}

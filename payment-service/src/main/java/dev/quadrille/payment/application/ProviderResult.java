package dev.quadrille.payment.application;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.platform.telemetry.EventTrace;

/// The result of a call to the provider.
///
/// @param trace the trace of the saga step that made the payment due
/// @param onRecorded runs after the transaction that records the result
record ProviderResult(
        OrderId order, ProviderAnswer answer, EventTrace trace, Runnable onRecorded) {}

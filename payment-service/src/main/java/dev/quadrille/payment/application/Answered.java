package dev.quadrille.payment.application;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.ProviderAnswer;
import java.util.Optional;

/// What the provider has answered about an order.
///
/// @param traceparent the W3C trace context of the question; empty where nothing is traced
/// @param recorded runs once the answer is on record
record Answered(
        OrderId order, ProviderAnswer answer, Optional<String> traceparent, Runnable recorded) {}

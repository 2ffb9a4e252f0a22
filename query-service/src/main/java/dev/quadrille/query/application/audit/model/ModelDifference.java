package dev.quadrille.query.application.audit.model;

import dev.quadrille.orderflow.value.OrderId;

/// A difference between the view of an order and the fold of its events.
///
/// @param text the fields that differ
public record ModelDifference(OrderId orderId, String text) {}

package dev.quadrille.orderflow.event;

import dev.quadrille.orderflow.value.OrderId;

/// An event in the life of one order, published by the participant to which it happened.
///
/// Decision record: `docs/decisions/0005-published-language.md`.
public sealed interface OrderEvent
        permits OrderPlaced,
                StockReserved,
                StockRejected,
                PaymentCharged,
                PaymentDeclined,
                ShipmentBooked,
                ShipmentRefused,
                OrderConfirmed,
                OrderCancelled,
                StockReleased,
                PaymentRefunded,
                ShipmentCancelled {

    OrderId orderId();
}

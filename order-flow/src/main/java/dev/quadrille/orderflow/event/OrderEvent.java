package dev.quadrille.orderflow.event;

import dev.quadrille.orderflow.value.OrderId;

/// A fact in the life of one order, told to everyone by the one participant that it happened to.
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

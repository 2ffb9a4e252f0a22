package dev.quadrille.order.web;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;

/// The response to an accepted order.
record AcceptedOrder(OrderId orderId, String status, Money total, Links links) {

    static AcceptedOrder of(OrderId order, Money total) {
        String self = "/api/orders/" + order;
        return new AcceptedOrder(
                order, "PLACED", total, new Links(self, self + "/timeline", self + "/cancel"));
    }

    record Links(String self, String timeline, String cancel) {}
}

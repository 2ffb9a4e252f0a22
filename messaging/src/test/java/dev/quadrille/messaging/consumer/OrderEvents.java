package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.samples.Samples;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Makes events of many orders.
final class OrderEvents {

    private OrderEvents() {}

    static OrderId order(int number) {
        return new OrderId(new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0000L + number));
    }

    /// The payments of so many orders.
    static List<OrderEvent> charged(int orders) {
        return IntStream.range(0, orders)
                .<OrderEvent>mapToObj(it -> Samples.paymentCharged(order(it)))
                .toList();
    }
}

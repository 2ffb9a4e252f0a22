package dev.quadrille.testsupport.replica;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.testsupport.samples.Samples;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Creates events of many orders.
public final class OrderEvents {

    private OrderEvents() {}

    public static OrderId order(int number) {
        return new OrderId(new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0000L + number));
    }

    /// One payment for each of this many orders.
    public static List<OrderEvent> charged(int orders) {
        return IntStream.range(0, orders)
                .<OrderEvent>mapToObj(it -> Samples.paymentCharged(order(it)))
                .toList();
    }
}

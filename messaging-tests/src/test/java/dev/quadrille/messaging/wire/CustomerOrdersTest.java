package dev.quadrille.messaging.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.samples.Samples;
import org.junit.jupiter.api.Test;

class CustomerOrdersTest {

    private final CustomerOrders orders = new CustomerOrders();

    @Test
    void readsTheCustomerOfAnEvent() {
        assertThat(orders.customerOf("key", body(Samples.orderPlaced(Samples.ORDER))))
                .contains("alice");
        assertThat(orders.customerOf(null, body(Samples.orderPlaced(Samples.ORDER))))
                .contains("alice");
    }

    @Test
    void remembersTheCustomerOfAnOrder() {
        byte[] cancelled =
                body(Samples.orderCancelled(Samples.ORDER, CancellationReason.DEADLINE_PASSED));
        assertThat(orders.customerOf("key", cancelled)).isEmpty();

        orders.customerOf("key", body(Samples.orderPlaced(Samples.ORDER)));

        assertThat(orders.customerOf("key", cancelled)).contains("alice");
        assertThat(orders.customerOf("other", cancelled)).isEmpty();
    }

    @Test
    void knowsNoCustomerOfAnUndecodableRecord() {
        assertThat(orders.customerOf("key", "{".getBytes(UTF_8))).isEmpty();
        assertThat(orders.customerOf("key", new byte[0])).isEmpty();
        assertThat(orders.customerOf("key", null)).isEmpty();
    }

    private static byte[] body(OrderEvent event) {
        return EncodedEvent.of(EventEnvelope.of(event, EventTrace.NONE)).body().getBytes(UTF_8);
    }
}

package dev.quadrille.shipping;

import static dev.quadrille.orderflow.value.CancellationReason.CUSTOMER_REQUEST;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static dev.quadrille.testsupport.samples.Samples.shipmentRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@RealServers
@SpringBootTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippingServiceIT {

    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final JdbcClient jdbc;
    private final DeadLetters letters;
    private OrderId order = newOrder();

    @Autowired
    ShippingServiceIT(JdbcClient jdbc, DeadLetters letters) {
        this.jdbc = jdbc;
        this.letters = letters;
    }

    @BeforeEach
    void createOrderId() {
        order = newOrder();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void booksAShipment() {
        log.publish(paymentCharged(order, "AT"));
        assertThat(awaitBooked().carrier()).isEqualTo("CITY_POST");
    }

    @Test
    void refusesADestinationThatNoCarrierServes() {
        log.publish(paymentCharged(order, "AQ"));
        await().untilAsserted(() ->
                assertThat(log.about(order))
                        .containsExactly(paymentCharged(order, "AQ"), shipmentRefused(order)));
    }

    @Test
    void cancelsABookedShipment() {
        log.publish(paymentCharged(order));
        ShipmentBooked booked = awaitBooked();
        log.publish(orderCancelled(order, CUSTOMER_REQUEST));
        awaitEvent(new ShipmentCancelled(order, Optional.of(booked.shipmentId())));
    }

    @Test
    void ignoresAPaymentThatFollowsTheCancellation() {
        log.publish(orderCancelled(order, CUSTOMER_REQUEST));
        log.publish(paymentCharged(order));
        awaitEvent(new ShipmentCancelled(order, Optional.empty()));
        await().until(() -> log.isConsumedBy("shipping-service"));
        assertThat(log.about(order)).noneMatch(ShipmentBooked.class::isInstance);
    }

    @Test
    void ignoresRedeliveredEvents() {
        log.publish(paymentCharged(order));
        awaitBooked();
        await().until(() -> log.isConsumedBy("shipping-service"));
        List<?> shipments = jdbc.sql("select * from shipment order by 1").query().listOfRows();
        int events = log.events().size();
        log.republishAll();
        await().until(() -> log.isConsumedBy("shipping-service"));
        assertThat(jdbc.sql("select * from shipment order by 1").query().listOfRows())
                .isEqualTo(shipments);
        assertThat(log.events()).hasSize(events);
    }

    @Test
    void processesOtherOrdersWhenAShipmentIsUnreadable() {
        log.publish(paymentCharged(order));
        awaitBooked();
        jdbc.sql("alter table shipment drop constraint shipment_status_check").update();
        setStatus("UNKNOWN");
        OrderId another = newOrder();
        log.publish(List.of(orderCancelled(order, CUSTOMER_REQUEST), paymentCharged(another)));
        await().until(() -> log.about(another).size() == 2);
        ListedDeadLetter letter = await().until(letters::oldest, all -> !all.isEmpty()).getFirst();
        assertThat(letter.orderId()).contains(order.value());
        assertThat(letter.cause()).startsWith("UnreadableState");
        setStatus("BOOKED");
        letters.replay(letter.id());
        awaitEventOfType(ShipmentCancelled.class);
    }

    private void setStatus(String status) {
        jdbc.sql("update shipment set status = :status where order_id = :order")
                .param("status", status)
                .param("order", order.value())
                .update();
    }

    private void awaitEventOfType(Class<? extends OrderEvent> type) {
        await().until(() -> log.about(order).stream().anyMatch(type::isInstance));
    }

    private ShipmentBooked awaitBooked() {
        return await().until(
                        () ->
                                log.about(order).stream()
                                        .filter(ShipmentBooked.class::isInstance)
                                        .map(ShipmentBooked.class::cast)
                                        .toList(),
                        booked -> booked.size() == 1)
                .getFirst();
    }

    private void awaitEvent(OrderEvent event) {
        await().untilAsserted(() -> assertThat(log.about(order)).contains(event));
    }

    private static OrderId newOrder() {
        return new OrderId(Uuids.next());
    }
}

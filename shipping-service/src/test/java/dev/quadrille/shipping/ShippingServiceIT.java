package dev.quadrille.shipping;

import static dev.quadrille.messaging.samples.Samples.orderCancelled;
import static dev.quadrille.messaging.samples.Samples.paymentCharged;
import static dev.quadrille.messaging.samples.Samples.shipmentRefused;
import static dev.quadrille.orderflow.event.CancellationReason.CUSTOMER_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.servers.RealServers;
import dev.quadrille.messaging.servers.TopicLog;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
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
@SpringBootTest(properties = "spring.config.name=shipping-service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippingServiceIT {

    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final JdbcClient jdbc;
    private OrderId order = newOrder();

    @Autowired
    ShippingServiceIT(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void drawAnOrder() {
        order = newOrder();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void booksAShipment() {
        log.tell(paymentCharged(order, "AT"));
        assertThat(awaitBooked().carrier()).isEqualTo("CITY_POST");
    }

    @Test
    void refusesWhatNoCarrierBrings() {
        log.tell(paymentCharged(order, "AQ"));
        await().untilAsserted(() ->
                assertThat(log.about(order))
                        .containsExactly(paymentCharged(order, "AQ"), shipmentRefused(order)));
    }

    @Test
    void callsOffTheShipmentItHasBooked() {
        log.tell(paymentCharged(order));
        ShipmentBooked booked = awaitBooked();
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        awaitTold(new ShipmentCancelled(order, Optional.of(booked.shipmentId())));
    }

    @Test
    void leavesATombstoneForAPaymentThatComesTooLate() {
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        log.tell(paymentCharged(order));
        awaitTold(new ShipmentCancelled(order, Optional.empty()));
        await().until(() -> log.isReadBy("shipping-service"));
        assertThat(log.about(order)).noneMatch(ShipmentBooked.class::isInstance);
    }

    @Test
    void changesNothingWhenAllIsToldAgain() {
        log.tell(paymentCharged(order));
        awaitBooked();
        await().until(() -> log.isReadBy("shipping-service"));
        List<?> shipments = jdbc.sql("select * from shipment order by 1").query().listOfRows();
        int facts = log.facts().size();
        log.repeat();
        await().until(() -> log.isReadBy("shipping-service"));
        assertThat(jdbc.sql("select * from shipment order by 1").query().listOfRows())
                .isEqualTo(shipments);
        assertThat(log.facts()).hasSize(facts);
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

    private void awaitTold(OrderEvent fact) {
        await().untilAsserted(() -> assertThat(log.about(order)).contains(fact));
    }

    private static OrderId newOrder() {
        return new OrderId(Uuids.next());
    }
}

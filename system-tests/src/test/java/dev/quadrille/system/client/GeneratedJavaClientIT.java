package dev.quadrille.system.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.generated.ApiClient;
import dev.quadrille.generated.ApiException;
import dev.quadrille.generated.api.Oauth2Api;
import dev.quadrille.generated.api.OrdersApi;
import dev.quadrille.generated.model.Order;
import dev.quadrille.generated.model.OrderCancelled;
import dev.quadrille.generated.model.OrderCancelledEvent;
import dev.quadrille.generated.model.OrderConfirmedEvent;
import dev.quadrille.generated.model.OrderPlacedEvent;
import dev.quadrille.generated.model.PaymentChargedEvent;
import dev.quadrille.generated.model.PaymentDeclinedEvent;
import dev.quadrille.generated.model.PlaceOrderRequest;
import dev.quadrille.generated.model.PlaceOrderRequestItem;
import dev.quadrille.generated.model.PlaceOrderRequestPayment;
import dev.quadrille.generated.model.PlaceOrderRequestShipTo;
import dev.quadrille.generated.model.ShipmentBookedEvent;
import dev.quadrille.generated.model.StockReleasedEvent;
import dev.quadrille.generated.model.StockReservedEvent;
import dev.quadrille.generated.model.TimelineEvent;
import dev.quadrille.system.deployment.RunningSystem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Tests the Java client that the build generates from the OpenAPI document.
class GeneratedJavaClientIT {

    @Test
    void placesOrderAndAwaitsSettlement() throws ApiException {
        OrdersApi orders = new OrdersApi(authenticated());

        Order order = settled(orders, "pm_ok");

        assertThat(order.getStatus()).isEqualTo(Order.StatusEnum.CONFIRMED);
        assertThat(timeline(orders, order))
                .extracting(Object::getClass)
                .containsExactly(
                        OrderPlacedEvent.class,
                        StockReservedEvent.class,
                        PaymentChargedEvent.class,
                        ShipmentBookedEvent.class,
                        OrderConfirmedEvent.class);
    }

    @Test
    void readsTypedTimelineOfCancelledOrder() throws ApiException {
        OrdersApi orders = new OrdersApi(authenticated());

        Order order = settled(orders, "pm_declined");

        assertThat(order.getStatus()).isEqualTo(Order.StatusEnum.CANCELLED);
        List<Object> events = timeline(orders, order);
        assertThat(events)
                .extracting(Object::getClass)
                .containsExactly(
                        OrderPlacedEvent.class,
                        StockReservedEvent.class,
                        PaymentDeclinedEvent.class,
                        OrderCancelledEvent.class,
                        StockReleasedEvent.class);
        OrderCancelled cancelled = ((OrderCancelledEvent) events.get(3)).getData();
        assertThat(cancelled.getReason()).isEqualTo(OrderCancelled.ReasonEnum.PAYMENT_DECLINED);
        assertThat(cancelled.getTotal()).isEqualTo(order.getTotal());
    }

    private static Order settled(OrdersApi orders, String method) throws ApiException {
        String key = UUID.randomUUID().toString();
        UUID id = orders.placeOrder(key, purchase(method)).getOrderId();
        Order order = orders.readOrder(id, "wait=30", null);
        assertThat(order.getSettled()).isTrue();
        return order;
    }

    private static List<Object> timeline(OrdersApi orders, Order order) throws ApiException {
        return orders.readTimeline(order.getOrderId(), null).getEvents().stream()
                .map(TimelineEvent::getActualInstance)
                .toList();
    }

    private static PlaceOrderRequest purchase(String method) {
        return new PlaceOrderRequest()
                .addItemsItem(new PlaceOrderRequestItem().sku("ESPRESSO-MACHINE").quantity(1))
                .payment(new PlaceOrderRequestPayment().method(method))
                .shipTo(
                        new PlaceOrderRequestShipTo()
                                .name("Alice")
                                .street("Ring 1")
                                .city("Vienna")
                                .postalCode("1010")
                                .country("AT"));
    }

    private static ApiClient authenticated() throws ApiException {
        byte[] secret = "alice:alice-secret".getBytes(StandardCharsets.UTF_8);
        String basic = "Basic " + Base64.getEncoder().encodeToString(secret);
        String token =
                new Oauth2Api(client(basic))
                        .issueToken("client_credentials", null)
                        .getAccessToken();
        return client("Bearer " + token);
    }

    private static ApiClient client(String authorization) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(RunningSystem.get().url());
        client.setRequestInterceptor(request -> request.setHeader("Authorization", authorization));
        return client;
    }
}

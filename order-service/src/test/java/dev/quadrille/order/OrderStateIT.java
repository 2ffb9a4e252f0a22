package dev.quadrille.order;

import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static dev.quadrille.testsupport.samples.Samples.shipmentBooked;
import static dev.quadrille.testsupport.samples.Samples.stockRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.testsupport.callers.Tokens;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tests queries, cancellations and state transitions of orders.
class OrderStateIT extends OrderTestBase {

    private final DeadLetters letters;

    @Autowired
    OrderStateIT(@LocalServerPort int port, JdbcClient jdbc, DeadLetters letters) {
        super(port, jdbc);
        this.letters = letters;
    }

    @Test
    void returnsAnOrderToItsCustomerAndToOperators() {
        OrderId order = client.placeOrder();
        HttpResponse<String> found = client.find(Tokens.customer("alice"), order);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.headers().firstValue("Quadrille-Source")).contains("order-service");
        assertThat(found.body())
                .contains("\"customerId\":\"alice\",\"status\":\"PLACED\"", "\"settled\":false");
        assertThat(client.find(Tokens.operator(), order).body()).isEqualTo(found.body());
    }

    @Test
    void returnsAnEmptyTimeline() {
        HttpResponse<String> timeline =
                client.find(Tokens.customer("alice"), client.placeOrder() + "/timeline");
        assertThat(timeline.statusCode()).isEqualTo(200);
        assertThat(timeline.headers().firstValue("Quadrille-Source")).contains("order-service");
        assertThat(timeline.headers().firstValue("Cache-Control").orElseThrow())
                .contains("no-store");
        assertThat(timeline.body()).isEqualTo("{\"events\":[]}");
    }

    @Test
    void hidesAnOrderFromOtherCustomers() {
        OrderId order = client.placeOrder();
        String bob = Tokens.customer("bob");
        assertIsProblem(client.find(bob, order + "/timeline"), 404, "not-found");
        assertIsProblem(client.find(bob, order), 404, "not-found");
        assertIsProblem(client.find(bob, UUID.randomUUID()), 404, "not-found");
        assertIsProblem(client.find(bob, "1-1-1-1-1"), 404, "not-found");
        assertIsProblem(client.cancel("bob", order), 404, "not-found");
    }

    @Test
    void returnsTheSameResponseForARepeatedCancellation() {
        OrderId order = client.placeOrder();
        HttpResponse<String> first = client.cancel("alice", order);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body())
                .contains("\"status\":\"CANCELLED\",\"reason\":\"CUSTOMER_REQUEST\"");
        HttpResponse<String> again = client.cancel("alice", order);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        awaitEnd(order, OrderCancelled.class);
    }

    @Test
    void cancelsOnceForConcurrentRequests() {
        OrderId order = client.placeOrder();
        List<HttpResponse<String>> responses =
                client.sendConcurrently(16, () -> client.cancelRequest("alice", order)).stream()
                        .map(CompletableFuture::join)
                        .toList();
        // Admission control rejects some of the requests on a busy machine.
        assertThat(responses)
                .extracting(HttpResponse::statusCode)
                .contains(202)
                .isSubsetOf(202, 503);
        assertThat(bodiesOf(responses, 202)).hasSize(1);
        awaitEnd(order, OrderCancelled.class);
    }

    @Test
    void doesNotCancelAConfirmedOrder() {
        OrderId order = client.placeOrder();
        log.publish(shipmentBooked(order));
        awaitEnd(order, OrderConfirmed.class);
        assertIsProblem(client.cancel("alice", order), 409, "already-confirmed");
        assertThat(client.find(Tokens.customer("alice"), order).body())
                .contains("\"status\":\"CONFIRMED\"", "\"settled\":true");
    }

    @Test
    void endsAnOrderOnceForConflictingEvents() {
        OrderId order = client.placeOrder();
        log.publish(List.of(stockRejected(order), shipmentBooked(order), stockRejected(order)));
        awaitEnd(order, OrderCancelled.class);
        await().until(() -> log.isConsumedBy("order-service"));
        assertThat(log.about(order).stream().filter(OrderCancelled.class::isInstance))
                .containsExactly(
                        new OrderCancelled(
                                order, CancellationReason.STOCK_REJECTED, PRICE.plus(PRICE)));
        assertThat(log.about(order)).noneMatch(OrderConfirmed.class::isInstance);
    }

    @Test
    void processesOtherOrdersWhenAnOrderIsUnreadable() {
        OrderId unreadable = client.placeOrder();
        OrderId another = client.placeOrder();
        setCurrency(unreadable, "???");
        log.publish(List.of(shipmentBooked(unreadable), shipmentBooked(another)));
        awaitEnd(another, OrderConfirmed.class);
        ListedDeadLetter letter = await().until(letters::oldest, all -> !all.isEmpty()).getFirst();
        assertThat(letter.orderId()).contains(unreadable.value());
        assertThat(letter.cause()).startsWith("UnreadableState");
        setCurrency(unreadable, "EUR");
        letters.replay(letter.id());
        awaitEnd(unreadable, OrderConfirmed.class);
    }

    private void setCurrency(OrderId order, String currency) {
        jdbc.sql("update orders set currency = :currency where order_id = :order")
                .param("currency", currency)
                .param("order", order.value())
                .update();
    }

    private void awaitEnd(OrderId order, Class<? extends OrderEvent> end) {
        await().untilAsserted(() ->
                assertThat(log.about(order).stream().filter(end::isInstance)).hasSize(1));
    }
}

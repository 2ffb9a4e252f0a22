package dev.quadrille.system;

import static dev.quadrille.system.shop.Purchase.aPurchase;
import static java.util.Collections.nCopies;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.shop.Collector;
import dev.quadrille.system.shop.Crowd;
import dev.quadrille.system.shop.Customer;
import dev.quadrille.system.shop.PlacedOrder;
import dev.quadrille.system.shop.Purchase;
import dev.quadrille.system.shop.RunningShop;
import dev.quadrille.system.shop.SeenSpan;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// One trace per order, from the gateway to the projection, whatever becomes of the order and of
/// the processes on its way.
class TracesIT {

    private static final Duration TIME_TO_ARRIVE = Duration.ofSeconds(30);

    private static final List<String> SERVED =
            List.of(
                    "order-service: http post /api/orders",
                    "order-service: PUBLISH OrderPlaced",
                    "query-service: PROJECT OrderPlaced",
                    "inventory-service: RESERVE_STOCK",
                    "inventory-service: PUBLISH StockReserved",
                    "query-service: PROJECT StockReserved",
                    "payment-service: CHARGE_PAYMENT",
                    "payment-service: charge at provider",
                    "payment-service: PUBLISH PaymentCharged",
                    "query-service: PROJECT PaymentCharged",
                    "shipping-service: BOOK_SHIPMENT",
                    "shipping-service: PUBLISH ShipmentBooked",
                    "query-service: PROJECT ShipmentBooked",
                    "order-service: CONFIRM_ORDER",
                    "order-service: PUBLISH OrderConfirmed",
                    "query-service: PROJECT OrderConfirmed",
                    "inventory-service: COMMIT_STOCK");

    private final RunningShop shop = RunningShop.get();
    private final Collector collector = shop.collector();
    private final Customer carol = shop.customer("carol");

    @Test
    void aServedOrderIsOneTraceFromTheGatewayToTheProjection() {
        PlacedOrder order = carol.places(aPurchase());

        assertThat(order.end()).isEqualTo("CONFIRMED");
        List<SeenSpan> spans = awaitSpans(order, SERVED);
        assertThat(titlesAboutOrders(spans)).containsExactlyInAnyOrderElementsOf(SERVED);
        assertThat(path(spans, "COMMIT_STOCK"))
                .containsExactly(
                        "inventory-service: COMMIT_STOCK",
                        "order-service: PUBLISH OrderConfirmed",
                        "order-service: CONFIRM_ORDER",
                        "shipping-service: PUBLISH ShipmentBooked",
                        "shipping-service: BOOK_SHIPMENT",
                        "payment-service: PUBLISH PaymentCharged",
                        "payment-service: charge at provider",
                        "payment-service: CHARGE_PAYMENT",
                        "inventory-service: PUBLISH StockReserved",
                        "inventory-service: RESERVE_STOCK",
                        "order-service: PUBLISH OrderPlaced",
                        "order-service: http post /api/orders",
                        "gateway: http post",
                        "gateway: http post /api/orders");
        assertThat(spans).noneMatch(SeenSpan::failed);
        assertThat(spans)
                .filteredOn(span -> span.name().equals("charge at provider"))
                .extracting(SeenSpan::kind)
                .containsExactly(SpanKind.SPAN_KIND_CLIENT);
        assertThat(spans).extracting(SeenSpan::service).contains("payment-provider");
    }

    @Test
    void everythingThatIsUndoneIsInTheTraceOfTheOrder() {
        PlacedOrder order = carol.places(aPurchase().sentTo("AQ"));

        assertThat(order.end()).isEqualTo("CANCELLED: SHIPMENT_REFUSED");
        List<SeenSpan> spans =
                awaitSpans(
                        order,
                        List.of(
                                "order-service: CANCEL_ORDER",
                                "inventory-service: RELEASE_STOCK",
                                "inventory-service: PUBLISH StockReleased",
                                "query-service: PROJECT StockReleased",
                                "payment-service: REFUND_PAYMENT",
                                "payment-service: void at provider",
                                "payment-service: PUBLISH PaymentRefunded",
                                "query-service: PROJECT PaymentRefunded"));
        assertThat(spans)
                .filteredOn(span -> span.name().equals("BOOK_SHIPMENT"))
                .extracting(span -> span.outcome().orElse(""))
                .containsExactly("refused");
        assertThat(path(spans, "PROJECT PaymentRefunded"))
                .startsWith(
                        "query-service: PROJECT PaymentRefunded",
                        "payment-service: PUBLISH PaymentRefunded",
                        "payment-service: void at provider",
                        "payment-service: REFUND_PAYMENT",
                        "order-service: PUBLISH OrderCancelled",
                        "order-service: CANCEL_ORDER");
    }

    @Test
    void whatACustomerCancelsStaysInTheTraceOfTheOrderAndPointsToTheRequest() {
        PlacedOrder order = carol.places(aPurchase().paidBy("pm_slow"));
        assertThat(order.cancel()).isTrue();

        assertThat(order.end()).isEqualTo("CANCELLED: CUSTOMER_REQUEST");
        List<SeenSpan> spans =
                awaitSpans(
                        order,
                        List.of(
                                "order-service: CANCEL_ORDER",
                                "inventory-service: RELEASE_STOCK",
                                "payment-service: REFUND_PAYMENT",
                                "shipping-service: CANCEL_SHIPMENT",
                                "query-service: PROJECT ShipmentCancelled"));
        assertThat(spans)
                .filteredOn(span -> span.name().equals("CANCEL_ORDER"))
                .extracting(SeenSpan::links)
                .containsExactly(1);
    }

    @Test
    void aFailedQuestionToTheProviderIsSeenBeneathItsRepetition() {
        PlacedOrder order = carol.places(aPurchase().paidBy("pm_error_once"));

        assertThat(order.end()).isEqualTo("CONFIRMED");
        List<SeenSpan> spans = awaitSpans(order, SERVED);
        assertThat(spans)
                .filteredOn(span -> span.title().equals("payment-service: http post"))
                .extracting(SeenSpan::failed)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aHundredOrdersAtOnceAreAHundredTraces() {
        List<PlacedOrder> orders =
                Crowd.of(carol, nCopies(100, aPurchase().of(1, "HOUSE-BLEND")), Duration.ZERO)
                        .orders();

        orders.forEach(order -> assertThat(order.end()).isEqualTo("CONFIRMED"));
        orders.forEach(order -> awaitSpans(order, SERVED));
        Map<String, String> traces = tracesOf(orders);
        assertThat(Set.copyOf(traces.values())).hasSize(100);
        orders.forEach(order ->
                assertThat(titlesAboutOrders(collector.trace(order.traceId())))
                        .containsExactlyInAnyOrderElementsOf(SERVED));
        assertThatNothingIsMixed(traces);
    }

    @Test
    void aKilledServiceBreaksNoTrace() throws InterruptedException {
        Component victim = Component.INVENTORY_SERVICE;
        List<Purchase> purchases = nCopies(100, aPurchase().of(1, "HOUSE-BLEND"));
        Crowd crowd = Crowd.of(carol, purchases, Duration.ofMillis(50));
        crowd.awaitHalf();
        int deaths = shop.stack().restarts(victim);

        shop.stack().process(victim).orElseThrow().destroyForcibly();

        await().until(() -> shop.stack().restarts(victim) > deaths);
        shop.stack().awaitReady(victim);
        List<PlacedOrder> orders = crowd.orders();
        // What the killed process had not sent is lost; what others did is not.
        orders.forEach(order -> awaitEnd(order));
        assertThatNothingIsMixed(tracesOf(orders));
    }

    @Test
    void aStrangersTraceIsNotTakenOn() {
        String stranger = "4bf92f3577b34da6a3ce929d0e0e4736";

        PlacedOrder order =
                carol.placesWithin("00-" + stranger + "-00f067aa0ba902b7-01", aPurchase());

        assertThat(order.end()).isEqualTo("CONFIRMED");
        awaitSpans(order, SERVED);
        assertThat(order.traceId()).isNotEqualTo(stranger);
        assertThat(collector.trace(stranger)).isEmpty();
    }

    /// All that any other test of the run has caused, and all that the shop did between them:
    /// polls, leases, health checks.
    @Test
    void onlyRequestsBeginATrace() {
        PlacedOrder order = carol.places(aPurchase());
        assertThat(order.end()).isEqualTo("CONFIRMED");
        awaitSpans(order, SERVED);

        assertThat(collector.roots())
                .isNotEmpty()
                .allMatch(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
                .noneMatch(span -> span.name().contains("actuator"));
    }

    private List<SeenSpan> awaitSpans(PlacedOrder order, List<String> titles) {
        String traceId = order.traceId();
        await().atMost(TIME_TO_ARRIVE)
                .untilAsserted(() ->
                        assertThat(collector.trace(traceId))
                                .extracting(SeenSpan::title)
                                .containsAll(titles)
                                .contains("gateway: http post /api/orders"));
        return collector.trace(traceId);
    }

    private void awaitEnd(PlacedOrder order) {
        assertThat(order.end()).isNotEmpty();
        await().atMost(TIME_TO_ARRIVE)
                .untilAsserted(() ->
                        assertThat(collector.trace(order.traceId()))
                                .extracting(SeenSpan::name)
                                .containsAnyOf("PROJECT OrderConfirmed", "PROJECT OrderCancelled"));
    }

    private void assertThatNothingIsMixed(Map<String, String> traces) {
        Map<String, List<SeenSpan>> byOrder = collector.byOrder();
        traces.forEach((order, trace) ->
                assertThat(byOrder.get(order)).extracting(SeenSpan::traceId).containsOnly(trace));
    }

    private static Map<String, String> tracesOf(List<PlacedOrder> orders) {
        return orders.stream().collect(toMap(PlacedOrder::id, PlacedOrder::traceId));
    }

    private static List<String> titlesAboutOrders(List<SeenSpan> spans) {
        assertThat(spans.stream().flatMap(span -> span.order().stream()).collect(toSet()))
                .hasSize(1);
        return spans.stream()
                .filter(span -> span.order().isPresent())
                .map(SeenSpan::title)
                .toList();
    }

    /// From a span up to where its trace begins.
    private static List<String> path(List<SeenSpan> spans, String name) {
        Map<String, SeenSpan> byId =
                spans.stream().collect(toMap(SeenSpan::id, span -> span, (first, _) -> first));
        List<String> path = new ArrayList<>();
        SeenSpan span =
                spans.stream().filter(it -> it.name().equals(name)).findFirst().orElse(null);
        while (span != null) {
            path.add(span.title());
            span = byId.get(span.parentId());
        }
        return path;
    }
}

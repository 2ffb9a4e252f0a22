package dev.quadrille.system;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static java.util.Collections.nCopies;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.ExportedSpan;
import dev.quadrille.system.deployment.ExportedTrace;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.Purchase;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.deployment.SteadyLoad;
import dev.quadrille.system.deployment.TraceCollector;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// One trace per order, from the gateway to the projection, whatever becomes of the order and of
/// the processes on its way.
class TracesIT {

    private static final Duration TIME_TO_ARRIVE = Duration.ofSeconds(30);

    static final List<String> SERVED =
            List.of(
                    "order-service: POST /api/orders",
                    "query-service: PROJECT OrderPlaced",
                    "inventory-service: RESERVE_STOCK",
                    "query-service: PROJECT StockReserved",
                    "payment-service: CHARGE_PAYMENT",
                    "payment-service: POST /charges",
                    "query-service: PROJECT PaymentCharged",
                    "shipping-service: BOOK_SHIPMENT",
                    "query-service: PROJECT ShipmentBooked",
                    "order-service: CONFIRM_ORDER",
                    "query-service: PROJECT OrderConfirmed",
                    "inventory-service: COMMIT_STOCK");

    private final RunningSystem shop = RunningSystem.get();
    private final TraceCollector collector = shop.collector();
    private final Customer carol = shop.customer("carol");

    @Test
    void aServedOrderIsOneTraceFromTheGatewayToTheProjection() {
        PlacedOrder order = carol.places(aPurchase());

        assertThat(order.end()).isEqualTo("CONFIRMED");
        ExportedTrace trace = collector.awaitTrace(order, SERVED);
        assertThat(titlesAboutOrders(trace.spans())).containsExactlyInAnyOrderElementsOf(SERVED);
        assertThat(trace.path("COMMIT_STOCK"))
                .containsExactly(
                        "gateway: POST /api/orders",
                        "order-service: POST /api/orders",
                        "inventory-service: COMMIT_STOCK");
        assertThat(deepest(trace))
                .containsExactly(
                        "gateway: POST /api/orders",
                        "order-service: POST /api/orders",
                        "payment-service: CHARGE_PAYMENT",
                        "payment-service: POST /charges",
                        "payment-provider: POST /charges");
        assertThat(trace.spans()).noneMatch(ExportedSpan::failed);
    }

    @Test
    void aFailedCallOfTheProviderIsSeenBesideItsRepetitionAndNamedByItsClassAlone() {
        PlacedOrder order = carol.places(aPurchase().paidBy("pm_error_once"));

        assertThat(order.end()).isEqualTo("CONFIRMED");
        List<ExportedSpan> calls =
                collector.awaitTrace(order, SERVED).spans().stream()
                        .filter(span -> span.title().equals("payment-service: POST /charges"))
                        .toList();
        assertThat(calls).extracting(ExportedSpan::failed).containsExactly(true, false);
        assertThat(calls).extracting(ExportedSpan::kind).containsOnly(SpanKind.SPAN_KIND_CLIENT);
        ExportedSpan failed = calls.getFirst();
        assertThat(failed.span().getStatus().getMessage()).isEqualTo("InternalServerError");
        assertThat(failed.span().toString())
                .contains("exception.type")
                .doesNotContain(
                        "exception.message", "exception.stacktrace", "nothing was recorded");
    }

    @Test
    void aLostAnswerOfTheProviderIsNoRefusal() {
        PlacedOrder order = carol.places(aPurchase().paidBy("pm_timeout_charged"));

        assertThat(order.end()).isEqualTo("CONFIRMED");
        List<ExportedSpan> answers = awaitBothAnswers(order);
        assertThat(answers)
                .extracting(span -> span.attribute("status").orElse(""))
                .containsExactly("200", "200");
        assertThat(answers)
                .extracting(span -> span.attribute("answer").orElse(""))
                .containsExactly("lost", "");
    }

    @Test
    void processesOfOneMachineSayThatTheyShareItAndWhichReplicaTheyAre() {
        PlacedOrder order = carol.places(aPurchase());
        assertThat(order.end()).isEqualTo("CONFIRMED");
        ExportedTrace trace = collector.awaitTrace(order, SERVED);

        assertThat(resources(trace, "host.id")).hasSize(1).doesNotContain("");
        assertThat(resources(trace, "service.version")).hasSize(1).doesNotContain("");
        assertThat(resources(trace, "service.instance.id"))
                .hasSameSizeAs(resources(trace, "service.name"))
                .doesNotContain("");
    }

    @Test
    void aHundredOrdersAtOnceAreAHundredTraces() {
        List<PlacedOrder> orders =
                SteadyLoad.of(carol, nCopies(100, aPurchase().of(1, "HOUSE-BLEND")), Duration.ZERO)
                        .orders();

        orders.forEach(order -> assertThat(order.end()).isEqualTo("CONFIRMED"));
        orders.forEach(order -> collector.awaitTrace(order, SERVED));
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
        SteadyLoad crowd = SteadyLoad.of(carol, purchases, Duration.ofMillis(50));
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
        collector.awaitTrace(order, SERVED);
        assertThat(order.traceId()).isNotEqualTo(stranger);
        assertThat(collector.trace(stranger)).isEmpty();
    }

    /// All that any other test of the run has caused, and all that the shop did between them:
    /// polls, leases, health checks.
    @Test
    void onlyRequestsBeginATrace() {
        PlacedOrder order = carol.places(aPurchase());
        assertThat(order.end()).isEqualTo("CONFIRMED");
        collector.awaitTrace(order, SERVED);

        assertThat(collector.roots())
                .isNotEmpty()
                .allMatch(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
                .noneMatch(span -> span.name().contains("actuator"))
                .noneMatch(span -> span.toString().contains("jwks"));
    }

    /// The call whose answer is lost ends after the order is confirmed.
    private List<ExportedSpan> awaitBothAnswers(PlacedOrder order) {
        String traceId = order.traceId();
        await().atMost(TIME_TO_ARRIVE).until(() -> answersOfProvider(traceId).size() == 2);
        return answersOfProvider(traceId);
    }

    private List<ExportedSpan> answersOfProvider(String traceId) {
        return new ExportedTrace(collector.trace(traceId))
                .spans().stream()
                        .filter(span -> span.title().equals("payment-provider: POST /charges"))
                        .toList();
    }

    private static List<String> deepest(ExportedTrace trace) {
        assertThat(trace.depth()).isEqualTo(5);
        return trace.spans().stream()
                .filter(span -> span.service().equals("payment-provider"))
                .findFirst()
                .map(trace::path)
                .orElse(List.of());
    }

    private static Set<String> resources(ExportedTrace trace, String name) {
        return trace.spans().stream()
                .map(span -> span.resource().getOrDefault(name, ""))
                .collect(toSet());
    }

    private void awaitEnd(PlacedOrder order) {
        assertThat(order.end()).isNotEmpty();
        await().atMost(TIME_TO_ARRIVE)
                .untilAsserted(() ->
                        assertThat(collector.trace(order.traceId()))
                                .extracting(ExportedSpan::name)
                                .containsAnyOf("PROJECT OrderConfirmed", "PROJECT OrderCancelled"));
    }

    private void assertThatNothingIsMixed(Map<String, String> traces) {
        Map<String, List<ExportedSpan>> byOrder = collector.byOrder();
        traces.forEach((order, trace) ->
                assertThat(byOrder.get(order))
                        .extracting(ExportedSpan::traceId)
                        .containsOnly(trace));
    }

    private static Map<String, String> tracesOf(List<PlacedOrder> orders) {
        return orders.stream().collect(toMap(PlacedOrder::id, PlacedOrder::traceId));
    }

    private static List<String> titlesAboutOrders(List<ExportedSpan> spans) {
        assertThat(spans.stream().flatMap(span -> span.order().stream()).collect(toSet()))
                .hasSize(1);
        return spans.stream()
                .filter(span -> span.order().isPresent())
                .map(ExportedSpan::title)
                .toList();
    }
}

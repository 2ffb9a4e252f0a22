package dev.quadrille.system;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static java.util.Collections.nCopies;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.Purchase;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.deployment.SteadyLoad;
import dev.quadrille.system.trace.ExportedSpan;
import dev.quadrille.system.trace.ExportedTrace;
import dev.quadrille.system.trace.TraceCollector;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each order has exactly one trace, from the gateway to the projection, also after failures.
class TracesIT {

    private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(30);

    static final List<String> CONFIRMED_SPANS =
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

    private final RunningSystem system = RunningSystem.get();
    private final TraceCollector collector = system.collector();
    private final Customer carol = system.customer("carol");

    @Test
    void confirmedOrderIsOneTrace() {
        PlacedOrder order = carol.place(aPurchase());

        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        ExportedTrace trace = collector.awaitTrace(order.traceId(), CONFIRMED_SPANS);
        assertThat(orderSpanTitles(trace.spans()))
                .containsExactlyInAnyOrderElementsOf(CONFIRMED_SPANS);
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
    void failedProviderCallIsRecordedWithItsExceptionTypeOnly() {
        PlacedOrder order = carol.place(aPurchase().paidBy("pm_error_once"));

        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        List<ExportedSpan> calls =
                collector.awaitTrace(order.traceId(), CONFIRMED_SPANS).spans().stream()
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
    void lostProviderResponseIsNoDecline() {
        PlacedOrder order = carol.place(aPurchase().paidBy("pm_timeout_charged"));

        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        List<ExportedSpan> responses = awaitBothResponses(order);
        assertThat(responses)
                .extracting(span -> span.attribute("status").orElse(""))
                .containsExactly("200", "200");
        assertThat(responses)
                .extracting(span -> span.attribute("answer").orElse(""))
                .containsExactly("lost", "");
    }

    @Test
    void resourcesIdentifyHostAndReplica() {
        PlacedOrder order = carol.place(aPurchase());
        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        ExportedTrace trace = collector.awaitTrace(order.traceId(), CONFIRMED_SPANS);

        assertThat(resources(trace, "host.id")).hasSize(1).doesNotContain("");
        assertThat(resources(trace, "service.version")).hasSize(1).doesNotContain("");
        assertThat(resources(trace, "service.instance.id"))
                .hasSameSizeAs(resources(trace, "service.name"))
                .doesNotContain("");
    }

    @Test
    void concurrentOrdersHaveSeparateTraces() {
        List<PlacedOrder> orders =
                SteadyLoad.of(carol, nCopies(100, aPurchase().of(1, "HOUSE-BLEND")), Duration.ZERO)
                        .orders();

        orders.forEach(order -> assertThat(order.awaitEnd()).isEqualTo("CONFIRMED"));
        orders.forEach(order -> collector.awaitTrace(order.traceId(), CONFIRMED_SPANS));
        Map<String, String> traces = tracesOf(orders);
        assertThat(Set.copyOf(traces.values())).hasSize(100);
        // An event that is delivered twice has two spans.
        orders.forEach(order ->
                assertThat(Set.copyOf(orderSpanTitles(collector.trace(order.traceId()))))
                        .containsExactlyInAnyOrderElementsOf(CONFIRMED_SPANS));
        assertOneTracePerOrder(traces);
    }

    @Test
    void killedServiceSplitsNoTrace() throws InterruptedException {
        Component component = Component.INVENTORY_SERVICE;
        List<Purchase> purchases = nCopies(100, aPurchase().of(1, "HOUSE-BLEND"));
        SteadyLoad load = SteadyLoad.of(carol, purchases, Duration.ofMillis(50));
        load.awaitHalf();
        int restarts = system.stack().restarts(component);

        system.stack().process(component).orElseThrow().destroyForcibly();

        await().until(() -> system.stack().restarts(component) > restarts);
        system.stack().awaitReady(component);
        List<PlacedOrder> orders = load.orders();
        // The killed process loses its unexported spans; those of the other processes arrive.
        orders.forEach(order -> awaitEnd(order));
        assertOneTracePerOrder(tracesOf(orders));
    }

    @Test
    void traceOfClientIsNotContinued() {
        String clientTrace = "4bf92f3577b34da6a3ce929d0e0e4736";

        PlacedOrder order =
                carol.placeInTrace("00-" + clientTrace + "-00f067aa0ba902b7-01", aPurchase());

        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        collector.awaitTrace(order.traceId(), CONFIRMED_SPANS);
        assertThat(order.traceId()).isNotEqualTo(clientTrace);
        assertThat(collector.trace(clientTrace)).isEmpty();
    }

    /// Covers the spans of all tests of the run and of background work: polls, leases, health
    /// checks.
    @Test
    void onlyRequestsStartTraces() {
        PlacedOrder order = carol.place(aPurchase());
        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        collector.awaitTrace(order.traceId(), CONFIRMED_SPANS);

        assertThat(collector.roots())
                .isNotEmpty()
                .allMatch(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
                .noneMatch(span -> span.name().contains("actuator"))
                .noneMatch(span -> span.toString().contains("jwks"));
    }

    /// The call with the lost response ends after the order is confirmed.
    private List<ExportedSpan> awaitBothResponses(PlacedOrder order) {
        String traceId = order.traceId();
        await().atMost(EXPORT_TIMEOUT).until(() -> responsesOfProvider(traceId).size() == 2);
        return responsesOfProvider(traceId);
    }

    private List<ExportedSpan> responsesOfProvider(String traceId) {
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
        assertThat(order.awaitEnd()).isNotEmpty();
        await().atMost(EXPORT_TIMEOUT)
                .untilAsserted(() ->
                        assertThat(collector.trace(order.traceId()))
                                .extracting(ExportedSpan::name)
                                .containsAnyOf("PROJECT OrderConfirmed", "PROJECT OrderCancelled"));
    }

    private void assertOneTracePerOrder(Map<String, String> traces) {
        Map<String, List<ExportedSpan>> byOrder = collector.byOrder();
        traces.forEach((order, trace) ->
                assertThat(byOrder.get(order))
                        .extracting(ExportedSpan::traceId)
                        .containsOnly(trace));
    }

    private static Map<String, String> tracesOf(List<PlacedOrder> orders) {
        return orders.stream().collect(toMap(PlacedOrder::id, PlacedOrder::traceId));
    }

    private static List<String> orderSpanTitles(List<ExportedSpan> spans) {
        assertThat(spans.stream().flatMap(span -> span.order().stream()).collect(toSet()))
                .hasSize(1);
        return spans.stream()
                .filter(span -> span.order().isPresent())
                .map(ExportedSpan::title)
                .toList();
    }
}

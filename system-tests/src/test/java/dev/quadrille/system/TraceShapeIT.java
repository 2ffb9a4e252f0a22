package dev.quadrille.system;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.trace.ExportedSpan;
import dev.quadrille.system.trace.ExportedTrace;
import dev.quadrille.system.trace.TraceCollector;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shape of a trace for every final status: at most five levels, steps in chronological order,
/// and a link from each step to its cause.
class TraceShapeIT {

    private static final int LEVELS = 5;
    private static final int LEVEL_OF_STEPS = 3;

    private final RunningSystem system = RunningSystem.get();
    private final TraceCollector collector = system.collector();
    private final Customer carol = system.customer("carol");

    @Test
    void stepsFollowTheFlowAndLinkToTheirCauses() {
        PlacedOrder order = carol.place(aPurchase());

        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        ExportedTrace trace = collector.awaitTrace(order.traceId(), TracesIT.CONFIRMED_SPANS);
        assertThat(trace.steps())
                .containsExactly(
                        "RESERVE_STOCK",
                        "CHARGE_PAYMENT",
                        "BOOK_SHIPMENT",
                        "CONFIRM_ORDER",
                        "COMMIT_STOCK");
        assertThat(trace.causes())
                .isEqualTo(
                        Map.of(
                                "CHARGE_PAYMENT", "RESERVE_STOCK",
                                "PROJECT StockReserved", "RESERVE_STOCK",
                                "BOOK_SHIPMENT", "CHARGE_PAYMENT",
                                "PROJECT PaymentCharged", "CHARGE_PAYMENT",
                                "CONFIRM_ORDER", "BOOK_SHIPMENT",
                                "PROJECT ShipmentBooked", "BOOK_SHIPMENT",
                                "COMMIT_STOCK", "CONFIRM_ORDER",
                                "PROJECT OrderConfirmed", "CONFIRM_ORDER"));
    }

    @Test
    void compensationsBelongToTheTraceOfTheOrder() {
        PlacedOrder order = carol.place(aPurchase().sentTo("AQ"));

        assertThat(order.awaitEnd()).isEqualTo("CANCELLED: SHIPMENT_REFUSED");
        ExportedTrace trace =
                collector.awaitTrace(
                        order.traceId(),
                        List.of(
                                "order-service: CANCEL_ORDER",
                                "inventory-service: RELEASE_STOCK",
                                "query-service: PROJECT StockReleased",
                                "payment-service: REFUND_PAYMENT",
                                "payment-service: POST /charges/{key}/void",
                                "payment-provider: POST /charges/{key}/void",
                                "shipping-service: CANCEL_SHIPMENT",
                                "query-service: PROJECT PaymentRefunded"));
        assertThat(trace.only("BOOK_SHIPMENT").outcome()).isEqualTo("refused");
        assertThat(trace.only("CANCEL_ORDER").attribute("cancellation.reason"))
                .contains("SHIPMENT_REFUSED");
        assertThat(trace.causes())
                .containsEntry("CANCEL_ORDER", "BOOK_SHIPMENT")
                .containsEntry("REFUND_PAYMENT", "CANCEL_ORDER")
                .containsEntry("PROJECT PaymentRefunded", "REFUND_PAYMENT")
                .containsEntry("RELEASE_STOCK", "CANCEL_ORDER");
        assertReadable(trace);
    }

    @ParameterizedTest
    @CsvSource({
        "ESPRESSO-MACHINE, pm_declined, CANCELLED: PAYMENT_DECLINED, PROJECT StockReleased",
        "ESPRESSO-MACHINE, pm_slow, CONFIRMED, COMMIT_STOCK",
        "ESPRESSO-MACHINE, pm_error_once, CONFIRMED, COMMIT_STOCK",
        "ESPRESSO-MACHINE, pm_timeout_charged, CONFIRMED, COMMIT_STOCK",
        "GOLD-FILTER, pm_ok, CANCELLED: STOCK_REJECTED, PROJECT OrderCancelled"
    })
    void traceIsReadableForEveryFinalStatus(String sku, String method, String end, String last) {
        PlacedOrder order = carol.place(aPurchase().of(1, sku).paidBy(method));

        assertThat(order.awaitEnd()).isEqualTo(end);
        assertReadable(
                collector.awaitTrace(order.traceId(), List.of(serviceOf(last) + ": " + last)));
    }

    @Test
    void cancellationByCustomerStaysInTraceAndLinksToRequest() {
        PlacedOrder order = carol.place(aPurchase().paidBy("pm_slow"));
        assertThat(order.cancel()).isTrue();

        assertThat(order.awaitEnd()).isEqualTo("CANCELLED: CUSTOMER_REQUEST");
        ExportedTrace trace =
                collector.awaitTrace(
                        order.traceId(),
                        List.of(
                                "order-service: CANCEL_ORDER",
                                "inventory-service: RELEASE_STOCK",
                                "payment-service: REFUND_PAYMENT",
                                "shipping-service: CANCEL_SHIPMENT",
                                "query-service: PROJECT ShipmentCancelled"));
        ExportedSpan cancellation = trace.only("CANCEL_ORDER");
        assertThat(cancellation.attribute("cancellation.reason")).contains("CUSTOMER_REQUEST");
        assertThat(requestsAbout(order, "POST /api/orders/{id}/cancel"))
                .extracting(ExportedSpan::id)
                .isEqualTo(cancellation.links());
        assertReadable(trace);
    }

    /// payment-service reads the charge trigger and the cancellation in one batch.
    @Test
    void cancellationByDeadlineRecordsReasonAndNoCharge() {
        system.deployment().stop(Component.PAYMENT_SERVICE);
        PlacedOrder order = carol.place(aPurchase());
        await().atMost(Duration.ofMinutes(2))
                .until(() -> order.events().contains("OrderCancelled"));
        system.deployment().start(Component.PAYMENT_SERVICE);

        assertThat(order.awaitEnd()).isEqualTo("CANCELLED: DEADLINE_PASSED");
        ExportedTrace trace =
                collector.awaitTrace(
                        order.traceId(),
                        List.of(
                                "payment-service: CHARGE_PAYMENT",
                                "payment-service: REFUND_PAYMENT",
                                "query-service: PROJECT PaymentRefunded"));
        ExportedSpan cancellation = trace.only("CANCEL_ORDER");
        assertThat(cancellation.attribute("cancellation.reason")).contains("DEADLINE_PASSED");
        assertThat(cancellation.links()).isEmpty();
        assertThat(trace.only("CHARGE_PAYMENT").outcome()).isEqualTo("pending");
        assertThat(trace.only("REFUND_PAYMENT").outcome()).isEqualTo("tombstone");
        assertThat(trace.titles()).doesNotContain("payment-service: POST /charges");
        assertReadable(trace);
    }

    private static void assertReadable(ExportedTrace trace) {
        assertThat(trace.depth()).as("%s", trace.titles()).isLessThanOrEqualTo(LEVELS);
        assertThat(trace.spans())
                .filteredOn(span -> span.kind() == SpanKind.SPAN_KIND_CONSUMER)
                .extracting(span -> trace.path(span.name()).size())
                .containsOnly(LEVEL_OF_STEPS);
        assertThat(trace.steps()).startsWith("RESERVE_STOCK").containsSubsequence(inOrder(trace));
    }

    /// The steps of the trace that must follow this order.
    private static List<String> inOrder(ExportedTrace trace) {
        return Stream.of(
                        "RESERVE_STOCK",
                        "CHARGE_PAYMENT",
                        "BOOK_SHIPMENT",
                        "CONFIRM_ORDER",
                        "COMMIT_STOCK")
                .filter(trace.steps()::contains)
                .toList();
    }

    private static String serviceOf(String name) {
        return name.startsWith("PROJECT") ? "query-service" : "inventory-service";
    }

    private List<ExportedSpan> requestsAbout(PlacedOrder order, String name) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> spansOf(order).stream().anyMatch(named(name)));
        return spansOf(order).stream().filter(named(name)).toList();
    }

    private List<ExportedSpan> spansOf(PlacedOrder order) {
        return collector.byOrder().getOrDefault(order.id(), List.of());
    }

    private static Predicate<ExportedSpan> named(String name) {
        return span -> span.name().equals(name);
    }
}

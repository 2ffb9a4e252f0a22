package dev.quadrille.order.web;

import dev.quadrille.order.application.CancelOrder;
import dev.quadrille.order.application.OrderSnapshot;
import dev.quadrille.order.application.Orders;
import dev.quadrille.order.application.PlaceOrder;
import dev.quadrille.order.application.PlaceOrder.Outcome;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderapi.OrderDocument;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.idempotency.IdempotencyKey;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import dev.quadrille.platform.telemetry.CurrentTrace;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping(path = "/api/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController implements OrdersApi {

    private static final String SOURCE = "order-service";

    private final PlaceOrder placeOrder;
    private final CancelOrder cancelOrder;
    private final Orders orders;
    private final AdmissionControl admission;
    private final CurrentTrace trace;
    private final JsonMapper json;

    OrderController(
            PlaceOrder placeOrder,
            CancelOrder cancelOrder,
            Orders orders,
            AdmissionControl admission,
            CurrentTrace trace,
            JsonMapper json) {
        this.placeOrder = placeOrder;
        this.cancelOrder = cancelOrder;
        this.orders = orders;
        this.admission = admission;
        this.trace = trace;
        this.json = json;
    }

    @Override
    @PostMapping
    @PreAuthorize(Caller.IS_CUSTOMER)
    public ResponseEntity<AcceptedOrder> place(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid PlaceOrderRequest request) {
        IdempotentRequest keyed =
                IdempotentRequest.of(
                        Caller.of(token).name(),
                        IdempotencyKey.of(key),
                        json.writeValueAsString(request));
        PlaceOrder.Command command = PlaceOrderMapper.of(request, keyed);
        return respond(admission.admit(() -> placeOrder.place(command)));
    }

    private static ResponseEntity<AcceptedOrder> respond(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                    ResponseEntity.accepted()
                            .location(URI.create("/api/orders/" + accepted.orderId()))
                            .body(AcceptedOrder.of(accepted.orderId(), accepted.total()));
            case Outcome.UnknownSkus unknown ->
                    throw Problem.of(
                            ProblemType.UNKNOWN_SKU, "Not in the catalog: " + unknown.skus());
            case Outcome.NoCatalog _ ->
                    throw Problem.retryLater(
                            ProblemType.UNAVAILABLE,
                            "The catalog is not available yet; nothing was changed.",
                            Duration.ofSeconds(1));
            case Outcome.Overloaded overloaded ->
                    throw Problem.retryAfter(
                            ProblemType.UNAVAILABLE,
                            "Too many orders are waiting to be settled; nothing was changed.",
                            overloaded.retryAfter());
            case Outcome.MixedCurrencies _ ->
                    throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            "All products must have the same currency.");
            case Outcome.KeyReused _ -> throw IdempotencyKey.reused();
            case Outcome.InProgress _ -> throw IdempotencyKey.inProgress();
        };
    }

    @Override
    @GetMapping("/{id}")
    @PreAuthorize(Caller.IS_ANYONE)
    public ResponseEntity<OrderDocument> find(
            @AuthenticationPrincipal Jwt token, @PathVariable String id) {
        Caller caller = Caller.of(token);
        return admission.admit(() -> respond(HttpStatus.OK, findVisible(caller, id)));
    }

    @Override
    @GetMapping("/{id}/timeline")
    @PreAuthorize(Caller.IS_ANYONE)
    public ResponseEntity<EmptyTimeline> timeline(
            @AuthenticationPrincipal Jwt token, @PathVariable String id) {
        Caller caller = Caller.of(token);
        return admission.admit(() -> {
            OrderSnapshot _ = findVisible(caller, id);
            return respond(HttpStatus.OK).body(new EmptyTimeline());
        });
    }

    @Override
    @PostMapping("/{id}/cancel")
    @PreAuthorize(Caller.IS_ANYONE)
    public ResponseEntity<OrderDocument> cancel(
            @AuthenticationPrincipal Jwt token, @PathVariable String id) {
        Caller caller = Caller.of(token);
        return admission.admit(() -> cancel(caller, id));
    }

    private ResponseEntity<OrderDocument> cancel(Caller caller, String id) {
        OrderId order = findVisible(caller, id).orderId();
        trace.about(order.toString());
        if (cancelOrder.cancel(order, CancellationReason.CUSTOMER_REQUEST)
                instanceof Order.Confirmed) {
            throw Problem.of(ProblemType.ALREADY_CONFIRMED, "The order is already confirmed.");
        }
        return respond(HttpStatus.ACCEPTED, findVisible(caller, id));
    }

    /// Returns the order if the caller may see it. The order of another customer is reported as not
    /// found, so that callers cannot probe for order IDs.
    private OrderSnapshot findVisible(Caller caller, String id) {
        return orderId(id)
                .flatMap(orders::find)
                .filter(order -> caller.maySee(order.customerId().value()))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "The order does not exist."));
    }

    private static Optional<OrderId> orderId(String text) {
        try {
            return Optional.of(OrderId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ResponseEntity<OrderDocument> respond(HttpStatus status, OrderSnapshot order) {
        return respond(status).body(OrderSnapshotMapper.document(order));
    }

    private static ResponseEntity.BodyBuilder respond(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore().cachePrivate())
                .header(SOURCE_HEADER, SOURCE);
    }
}

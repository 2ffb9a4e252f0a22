package dev.quadrille.order.web;

import dev.quadrille.order.application.CancelOrder;
import dev.quadrille.order.application.OrderSnapshot;
import dev.quadrille.order.application.Orders;
import dev.quadrille.order.application.PlaceOrder;
import dev.quadrille.order.application.PlaceOrder.Outcome;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.idempotency.IdempotencyKey;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import dev.quadrille.platform.telemetry.CurrentTrace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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
class OrderController {

    /// Tells that the answer does not come from the read model.
    private static final String SOURCE_HEADER = "Quadrille-Source";

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

    @PostMapping
    @PreAuthorize(Caller.IS_CUSTOMER)
    @Operation(
            operationId = "placeOrder",
            summary = "Place an order",
            description =
                    "Answers as soon as the order is safe; the rest happens afterwards. Prices are"
                            + " those of the catalog. The same request with the same key is the same"
                            + " order, and gets the same answer.")
    @ApiResponse(
            responseCode = "202",
            description = "The order is accepted, and will end confirmed or cancelled.",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location"))
    @ProblemResponses({
        ProblemType.INVALID_IDEMPOTENCY_KEY,
        ProblemType.REQUEST_IN_PROGRESS,
        ProblemType.UNKNOWN_SKU,
        ProblemType.UNKNOWN_PAYMENT_METHOD,
        ProblemType.IDEMPOTENCY_KEY_REUSED
    })
    ResponseEntity<AcceptedOrder> place(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid PlaceOrderRequest request) {
        IdempotentRequest keyed =
                IdempotentRequest.of(
                        Caller.of(token).name(),
                        IdempotencyKey.of(key),
                        json.writeValueAsString(request));
        PlaceOrder.Command command = PlaceOrderMapper.of(request, keyed);
        return answer(admission.admit(() -> placeOrder.place(command)));
    }

    private static ResponseEntity<AcceptedOrder> answer(Outcome outcome) {
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
            case Outcome.MixedCurrencies _ ->
                    throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            "The products are not all priced in one currency.");
            case Outcome.KeyReused _ -> throw IdempotencyKey.reused();
            case Outcome.InProgress _ -> throw IdempotencyKey.inProgress();
        };
    }

    @GetMapping("/{id}")
    @PreAuthorize(Caller.IS_ANYONE)
    @ApiResponse(
            responseCode = "200",
            useReturnTypeSchema = true,
            headers = @Header(name = SOURCE_HEADER))
    @ProblemResponses(ProblemType.NOT_FOUND)
    ResponseEntity<FallbackOrderDocument> find(
            @AuthenticationPrincipal Jwt token, @PathVariable String id) {
        Caller caller = Caller.of(token);
        return admission.admit(() -> view(HttpStatus.OK, visible(caller, id)));
    }

    /// For an order whose events the read model does not have yet: there are none to show so far.
    @GetMapping("/{id}/timeline")
    @ApiResponse(
            responseCode = "200",
            useReturnTypeSchema = true,
            headers = @Header(name = SOURCE_HEADER))
    @PreAuthorize(Caller.IS_ANYONE)
    ResponseEntity<EmptyTimeline> timeline(
            @AuthenticationPrincipal Jwt token, @PathVariable String id) {
        Caller caller = Caller.of(token);
        return admission.admit(() -> {
            OrderSnapshot _ = visible(caller, id);
            return answer(HttpStatus.OK).body(new EmptyTimeline());
        });
    }

    @PostMapping("/{id}/cancel")
    @PreAuthorize(Caller.IS_ANYONE)
    @Operation(
            operationId = "cancelOrder",
            summary = "Cancel an order",
            description =
                    "Possible until the order is confirmed. What was done for it is undone; asked"
                            + " again, the answer is the same.")
    @ApiResponse(
            responseCode = "202",
            description = "The order is cancelled, and is being undone.",
            useReturnTypeSchema = true,
            headers = @Header(name = SOURCE_HEADER))
    @ProblemResponses({ProblemType.NOT_FOUND, ProblemType.ALREADY_CONFIRMED})
    ResponseEntity<FallbackOrderDocument> cancel(
            @AuthenticationPrincipal Jwt token, @PathVariable String id) {
        Caller caller = Caller.of(token);
        return admission.admit(() -> cancel(caller, id));
    }

    private ResponseEntity<FallbackOrderDocument> cancel(Caller caller, String id) {
        OrderId order = visible(caller, id).orderId();
        trace.about(order.toString());
        if (cancelOrder.cancel(order, CancellationReason.CUSTOMER_REQUEST)
                instanceof Order.Confirmed) {
            throw Problem.of(ProblemType.ALREADY_CONFIRMED, "The order is confirmed.");
        }
        return view(HttpStatus.ACCEPTED, visible(caller, id));
    }

    /// The order, if there is one and the caller may know of it; someone else's is as little there
    /// as none.
    private OrderSnapshot visible(Caller caller, String id) {
        return orderId(id)
                .flatMap(orders::find)
                .filter(order -> caller.maySee(order.customerId().value()))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "There is no such order."));
    }

    private static Optional<OrderId> orderId(String text) {
        try {
            return Optional.of(OrderId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ResponseEntity<FallbackOrderDocument> view(
            HttpStatus status, OrderSnapshot order) {
        return answer(status).body(FallbackOrderDocument.of(order));
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore().cachePrivate())
                .header(SOURCE_HEADER, SOURCE);
    }
}

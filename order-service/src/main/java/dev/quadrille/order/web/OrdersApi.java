package dev.quadrille.order.web;

import dev.quadrille.orderapi.OrderDocument;
import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;

/// API contract of orders, as far as order-service serves it.
interface OrdersApi {

    /// Marks a response that does not come from the read model.
    String SOURCE_HEADER = "Quadrille-Source";

    @Operation(
            operationId = "placeOrder",
            summary = "Place an order",
            description =
                    "Returns when the order is stored. The saga then continues asynchronously. The"
                            + " prices are from the catalog. A repeated request with the same"
                            + " Idempotency-Key returns the same response.")
    @ApiResponse(
            responseCode = "202",
            description = "The order is accepted. It ends as CONFIRMED or CANCELLED.",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location"))
    @ProblemResponses({
        ProblemType.INVALID_IDEMPOTENCY_KEY,
        ProblemType.REQUEST_IN_PROGRESS,
        ProblemType.UNKNOWN_SKU,
        ProblemType.UNKNOWN_PAYMENT_METHOD,
        ProblemType.IDEMPOTENCY_KEY_REUSED
    })
    ResponseEntity<AcceptedOrder> place(Jwt token, @Nullable String key, PlaceOrderRequest request);

    @ApiResponse(
            responseCode = "200",
            useReturnTypeSchema = true,
            headers = @Header(name = SOURCE_HEADER))
    @ProblemResponses(ProblemType.NOT_FOUND)
    ResponseEntity<OrderDocument> find(Jwt token, String id);

    /// Returns an empty timeline for an order that has not reached the read model yet.
    @ApiResponse(
            responseCode = "200",
            useReturnTypeSchema = true,
            headers = @Header(name = SOURCE_HEADER))
    ResponseEntity<EmptyTimeline> timeline(Jwt token, String id);

    @Operation(
            operationId = "cancelOrder",
            summary = "Cancel an order",
            description =
                    "An order can be cancelled until it is confirmed. The participants then"
                            + " compensate their steps. A repeated request returns the same response.")
    @ApiResponse(
            responseCode = "202",
            description = "The order is cancelled. Its compensation is in progress.",
            useReturnTypeSchema = true,
            headers = @Header(name = SOURCE_HEADER))
    @ProblemResponses({ProblemType.NOT_FOUND, ProblemType.ALREADY_CONFIRMED})
    ResponseEntity<OrderDocument> cancel(Jwt token, String id);
}

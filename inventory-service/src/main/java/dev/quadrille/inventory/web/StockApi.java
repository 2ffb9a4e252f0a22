package dev.quadrille.inventory.web;

import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/// API contract of the stock.
interface StockApi {

    @Operation(
            operationId = "listStock",
            summary = "List the stock levels of all SKUs",
            description = "At any time, delivered = available + reserved + shipped.")
    StockDocument.All all();

    @Operation(operationId = "readStock", summary = "Get the stock level of a SKU")
    @ProblemResponses(ProblemType.NOT_FOUND)
    StockDocument find(String sku);

    @Operation(
            operationId = "deliverStock",
            summary = "Add a delivery to the stock",
            description =
                    "A repeated request with the same Idempotency-Key adds no further delivery.")
    @ApiResponse(
            responseCode = "200",
            description = "The stock level directly after the delivery.",
            useReturnTypeSchema = true)
    @ProblemResponses({
        ProblemType.INVALID_IDEMPOTENCY_KEY,
        ProblemType.NOT_FOUND,
        ProblemType.REQUEST_IN_PROGRESS,
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        ProblemType.STOCK_LIMIT
    })
    StockDocument deliver(Jwt token, String sku, @Nullable String key, DeliveryRequest request);
}

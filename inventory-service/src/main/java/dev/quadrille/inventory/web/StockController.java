package dev.quadrille.inventory.web;

import dev.quadrille.inventory.application.DeliverStock;
import dev.quadrille.inventory.application.DeliverStock.Outcome;
import dev.quadrille.inventory.application.StockLevels;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.idempotency.IdempotencyKey;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
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
@RequestMapping(path = "/api/stock", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize(Caller.IS_OPERATOR)
class StockController {

    private final StockLevels levels;
    private final DeliverStock deliverStock;
    private final JsonMapper json;

    StockController(StockLevels levels, DeliverStock deliverStock, JsonMapper json) {
        this.levels = levels;
        this.deliverStock = deliverStock;
        this.json = json;
    }

    @GetMapping
    @Operation(
            operationId = "listStock",
            summary = "List the stock levels of all SKUs",
            description = "At any time, delivered = available + reserved + shipped.")
    StockDocument.All all() {
        return new StockDocument.All(levels.all().stream().map(StockDocument::of).toList());
    }

    @GetMapping("/{sku}")
    @Operation(operationId = "readStock", summary = "Get the stock level of a SKU")
    @ProblemResponses(ProblemType.NOT_FOUND)
    StockDocument find(@PathVariable String sku) {
        return SkuPath.sku(sku)
                .flatMap(levels::find)
                .map(StockDocument::of)
                .orElseThrow(StockController::unknownProduct);
    }

    @PostMapping("/{sku}/deliveries")
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
    StockDocument deliver(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String sku,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid DeliveryRequest request) {
        IdempotencyKey idempotencyKey = IdempotencyKey.of(key);
        Sku validSku = SkuPath.sku(sku).orElseThrow(StockController::unknownProduct);
        IdempotentRequest keyed =
                IdempotentRequest.of(
                        Caller.of(token).name(),
                        idempotencyKey,
                        validSku.value(),
                        json.writeValueAsString(request));
        return respond(deliverStock.deliver(keyed, validSku, request.quantity()));
    }

    private static StockDocument respond(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered delivered -> StockDocument.of(delivered.level());
            case Outcome.UnknownSku _ -> throw unknownProduct();
            case Outcome.StockLimitExceeded _ ->
                    throw Problem.of(
                            ProblemType.STOCK_LIMIT,
                            "The delivery would exceed the maximum stock of 2^53 − 1.");
            case Outcome.KeyReused _ -> throw IdempotencyKey.reused();
            case Outcome.InProgress _ -> throw IdempotencyKey.inProgress();
        };
    }

    private static Problem unknownProduct() {
        return Problem.of(ProblemType.NOT_FOUND, "The product does not exist.");
    }
}

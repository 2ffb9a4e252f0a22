package dev.quadrille.inventory.web;

import dev.quadrille.inventory.application.DeliverStock;
import dev.quadrille.inventory.application.DeliverStock.Outcome;
import dev.quadrille.inventory.application.StockLevels;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.idempotency.IdempotencyKey;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
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
class StockController implements StockApi {

    private final StockLevels levels;
    private final DeliverStock deliverStock;
    private final JsonMapper json;

    StockController(StockLevels levels, DeliverStock deliverStock, JsonMapper json) {
        this.levels = levels;
        this.deliverStock = deliverStock;
        this.json = json;
    }

    @Override
    @GetMapping
    public StockDocument.All all() {
        return new StockDocument.All(levels.all().stream().map(StockDocument::of).toList());
    }

    @Override
    @GetMapping("/{sku}")
    public StockDocument find(@PathVariable String sku) {
        return SkuPath.sku(sku)
                .flatMap(levels::find)
                .map(StockDocument::of)
                .orElseThrow(StockController::unknownProduct);
    }

    @Override
    @PostMapping("/{sku}/deliveries")
    public StockDocument deliver(
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

package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.idempotency.IdempotencyStore;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import dev.quadrille.platform.idempotency.PriorRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Adds a delivery to the stock. One transaction stores the stock level and the idempotency key. A
/// delivery publishes no event, because no other service uses the stock level.
@Component
public class DeliverStock {

    /// The maximum number of pieces of one delivery.
    public static final int MAX_PIECES = 1_000_000;

    private final StockLevels levels;
    private final IdempotencyStore requests;

    DeliverStock(StockLevels levels, IdempotencyStore requests) {
        this.levels = levels;
        this.requests = requests;
    }

    /// Adds a delivery. After the idempotency key, it locks only the stock row of this SKU, so that
    /// it cannot deadlock with a reservation.
    @Transactional
    public Outcome deliver(IdempotentRequest request, Sku sku, int pieces) {
        return switch (requests.findPrior(request)) {
            case PriorRequest.Nothing _ -> addToStock(request, sku, pieces);
            case PriorRequest.Answered answered ->
                    new Outcome.Delivered(
                            FlowJson.MAPPER.readValue(answered.answer(), StockLevel.class));
            case PriorRequest.OtherRequest _ -> new Outcome.KeyReused();
            case PriorRequest.StillRunning _ -> new Outcome.InProgress();
        };
    }

    private Outcome addToStock(IdempotentRequest request, Sku sku, int pieces) {
        return levels.deliver(sku, pieces)
                .map(level -> delivered(request, level))
                .orElseGet(() ->
                        levels.find(sku).isPresent()
                                ? new Outcome.StockLimitExceeded()
                                : new Outcome.UnknownSku());
    }

    private Outcome delivered(IdempotentRequest request, StockLevel level) {
        requests.store(request, FlowJson.MAPPER.writeValueAsString(level));
        return new Outcome.Delivered(level);
    }

    /// The result of a delivery.
    public sealed interface Outcome {

        /// The delivery is in stock, through this request or an earlier request with the same key.
        /// The level is the level directly after the delivery.
        record Delivered(StockLevel level) implements Outcome {}

        /// The catalog does not contain the SKU.
        record UnknownSku() implements Outcome {}

        /// The delivery would exceed the maximum stock.
        record StockLimitExceeded() implements Outcome {}

        /// The idempotency key belongs to a different request.
        record KeyReused() implements Outcome {}

        /// The first request with this idempotency key is still in progress.
        record InProgress() implements Outcome {}
    }
}

package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.messaging.idempotency.IdempotencyStore;
import dev.quadrille.messaging.idempotency.PriorRequest;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes new pieces of a SKU into stock: counter and idempotency key in one transaction. No event
/// tells of it, for nobody else counts pieces.
@Component
public class DeliverStock {

    /// The most pieces of one delivery.
    public static final int MAX_PIECES = 1_000_000;

    private final StockLevels levels;
    private final IdempotencyStore requests;

    DeliverStock(StockLevels levels, IdempotencyStore requests) {
        this.levels = levels;
        this.requests = requests;
    }

    /// Locks the counter of this one SKU and nothing that a reservation could hold, so neither
    /// waits for the other in a circle.
    @Transactional
    public Outcome deliver(IdempotentRequest request, Sku sku, int pieces) {
        return switch (requests.findPrior(request)) {
            case PriorRequest.Nothing _ -> takeIn(request, sku, pieces);
            case PriorRequest.Answered answered ->
                    new Outcome.Delivered(
                            FlowJson.MAPPER.readValue(answered.answer(), StockLevel.class));
            case PriorRequest.OtherRequest _ -> new Outcome.KeyReused();
            case PriorRequest.StillRunning _ -> new Outcome.InProgress();
        };
    }

    private Outcome takeIn(IdempotentRequest request, Sku sku, int pieces) {
        return levels.deliver(sku, pieces)
                .map(level -> delivered(request, level))
                .orElseGet(() ->
                        levels.find(sku).isPresent()
                                ? new Outcome.TooMuch()
                                : new Outcome.UnknownSku());
    }

    private Outcome delivered(IdempotentRequest request, StockLevel level) {
        requests.store(request, FlowJson.MAPPER.writeValueAsString(level));
        return new Outcome.Delivered(level);
    }

    /// What comes of it.
    public sealed interface Outcome {

        /// The pieces are in stock, now or since the same request came before: the counters as they
        /// were then.
        record Delivered(StockLevel level) implements Outcome {}

        /// The catalog has no such product.
        record UnknownSku() implements Outcome {}

        /// The counter would pass its limit.
        record TooMuch() implements Outcome {}

        /// The key stands for another request.
        record KeyReused() implements Outcome {}

        /// The first request with this key has not been answered yet.
        record InProgress() implements Outcome {}
    }
}

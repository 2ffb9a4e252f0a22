package dev.quadrille.order.application;

import dev.quadrille.messaging.AfterCommit;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.order.domain.Cart;
import dev.quadrille.order.domain.ListedProduct;
import dev.quadrille.order.domain.NewOrder;
import dev.quadrille.orderflow.value.Address;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.PaymentMethod;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.idempotency.IdempotencyStore;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import dev.quadrille.platform.idempotency.PriorRequest;
import dev.quadrille.platform.telemetry.CurrentTrace;
import dev.quadrille.platform.telemetry.EventTrace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Accepts an order. One transaction stores the order, its idempotency key and, in the
/// transactional outbox, the event that starts the saga.
@Component
public class PlaceOrder {

    private final Orders orders;
    private final Catalog catalog;
    private final IdempotencyStore requests;
    private final Outbox outbox;
    private final CurrentTrace trace;
    private final LoadShedding loadShedding;
    private final Counter placed;

    PlaceOrder(
            Orders orders,
            Catalog catalog,
            IdempotencyStore requests,
            Outbox outbox,
            CurrentTrace trace,
            LoadShedding loadShedding,
            MeterRegistry meters) {
        this.orders = orders;
        this.catalog = catalog;
        this.requests = requests;
        this.outbox = outbox;
        this.trace = trace;
        this.loadShedding = loadShedding;
        this.placed = meters.counter("quadrille.orders.placed");
    }

    @Transactional
    public Outcome place(Command command) {
        return switch (requests.findPrior(command.request())) {
            case PriorRequest.Nothing _ -> acceptOrReject(command);
            case PriorRequest.Answered answered -> replay(OrderId.of(answered.answer()));
            case PriorRequest.OtherRequest _ -> new Outcome.KeyReused();
            case PriorRequest.StillRunning _ -> new Outcome.InProgress();
        };
    }

    private Outcome acceptOrReject(Command command) {
        return loadShedding
                .rejection(command.customer())
                .<Outcome>map(Outcome.Overloaded::new)
                .orElseGet(() -> accept(command));
    }

    private Outcome replay(OrderId order) {
        return new Outcome.Accepted(order, orders.find(order).orElseThrow().total());
    }

    private Outcome accept(Command command) {
        Map<Sku, ListedProduct> listed = catalog.find(command.cart().skus());
        List<Sku> unknown =
                command.cart().skus().stream().filter(sku -> !listed.containsKey(sku)).toList();
        if (!unknown.isEmpty()) {
            return catalog.isEmpty() ? new Outcome.NoCatalog() : new Outcome.UnknownSkus(unknown);
        }
        return haveOneCurrency(listed.values())
                ? accept(command, listed)
                : new Outcome.MixedCurrencies();
    }

    private static boolean haveOneCurrency(Collection<ListedProduct> products) {
        return products.stream().map(it -> it.price().currency()).distinct().count() == 1;
    }

    private Outcome accept(Command command, Map<Sku, ListedProduct> listed) {
        NewOrder order =
                new NewOrder(
                        new OrderId(Uuids.next()),
                        command.customer(),
                        command.cart().pricedBy(listed),
                        command.paymentMethod(),
                        command.shipTo());
        trace.about(order.id().toString());
        Optional<String> traceparent = trace.traceparent();
        orders.add(order, traceparent);
        requests.store(command.request(), order.id().toString());
        outbox.append(EventEnvelope.of(order.placed(), EventTrace.ofRequest(traceparent)));
        AfterCommit.run(placed::increment);
        return new Outcome.Accepted(order.id(), order.total());
    }

    /// A request to place an order.
    ///
    /// @param request the idempotency key and the request hash
    public record Command(
            IdempotentRequest request,
            CustomerId customer,
            Cart cart,
            PaymentMethod paymentMethod,
            Address shipTo) {}

    /// The result of a command.
    public sealed interface Outcome {

        /// The order is accepted, by this request or by an earlier request with the same key.
        record Accepted(OrderId orderId, Money total) implements Outcome {}

        /// A new order would probably not be settled before its deadline.
        record Overloaded(Duration retryAfter) implements Outcome {}

        /// The catalog does not contain these SKUs.
        record UnknownSkus(List<Sku> skus) implements Outcome {}

        /// The catalog replica is empty, so the service cannot check any SKU.
        record NoCatalog() implements Outcome {}

        /// The products have different currencies, so the cart has no total.
        record MixedCurrencies() implements Outcome {}

        /// The idempotency key belongs to a different request.
        record KeyReused() implements Outcome {}

        /// The first request with this idempotency key is still in progress.
        record InProgress() implements Outcome {}
    }
}

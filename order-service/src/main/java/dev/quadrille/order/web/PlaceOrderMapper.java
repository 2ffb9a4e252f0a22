package dev.quadrille.order.web;

import dev.quadrille.order.application.PlaceOrder;
import dev.quadrille.order.domain.Cart;
import dev.quadrille.orderflow.value.Address;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.PaymentMethod;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Maps a valid request to a command.
final class PlaceOrderMapper {

    private static final Set<String> METHODS =
            Set.of("pm_ok", "pm_declined", "pm_slow", "pm_timeout_charged", "pm_error_once");

    private PlaceOrderMapper() {}

    static PlaceOrder.Command of(PlaceOrderRequest request, IdempotentRequest keyed) {
        return new PlaceOrder.Command(
                keyed,
                new CustomerId(keyed.caller()),
                cart(request.items()),
                method(request.payment()),
                address(request.shipTo()));
    }

    private static Cart cart(List<PlaceOrderRequest.Item> items) {
        Map<Sku, Integer> merged = new TreeMap<>();
        items.forEach(item -> merged.merge(new Sku(item.sku()), item.quantity(), Integer::sum));
        TreeMap<Sku, Quantity> quantities = new TreeMap<>();
        merged.forEach((sku, pieces) -> quantities.put(sku, quantity(sku, pieces)));
        return new Cart(quantities);
    }

    private static Quantity quantity(Sku sku, int pieces) {
        if (pieces > Quantity.MAX) {
            throw Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "The body is invalid.",
                    List.of(
                            new Problem.FieldError(
                                    "/items",
                                    "must not request more than "
                                            + Quantity.MAX
                                            + " of "
                                            + sku
                                            + " in total")));
        }
        return new Quantity(pieces);
    }

    private static PaymentMethod method(PlaceOrderRequest.Payment payment) {
        String method = payment.method();
        if (!METHODS.contains(method)) {
            throw Problem.of(
                    ProblemType.UNKNOWN_PAYMENT_METHOD,
                    "The payment method is unknown.",
                    List.of(
                            new Problem.FieldError(
                                    "/payment/method",
                                    "must be one of " + METHODS.stream().sorted().toList())));
        }
        return new PaymentMethod(method);
    }

    private static Address address(PlaceOrderRequest.ShipTo shipTo) {
        return new Address(
                shipTo.name(),
                shipTo.street(),
                shipTo.city(),
                shipTo.postalCode(),
                shipTo.country());
    }
}

package dev.quadrille.payment.provider;

import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.application.PaymentProvider;
import dev.quadrille.payment.domain.ProviderAnswer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClient;

/// Calls the provider over HTTP. A failed call has an unknown outcome, because the provider may
/// have processed the request.
final class HttpPaymentProvider implements PaymentProvider {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPaymentProvider.class);

    // The HTTP client span copies this request attribute.
    private static final String ORDER = "order.id";

    private final RestClient http;
    private final ResilientProviderCalls guard;

    HttpPaymentProvider(RestClient http, ResilientProviderCalls guard) {
        this.http = http;
        this.guard = guard;
    }

    @Override
    public int admissible(int activeCalls) {
        return guard.admissible(activeCalls);
    }

    @Override
    public void onRecovery(Runnable listener) {
        guard.onRecovery(listener);
    }

    @Override
    public ProviderAnswer charge(StockReserved reserved) {
        Charge charge =
                new Charge(
                        reserved.orderId().toString(),
                        reserved.paymentMethod().value(),
                        reserved.total().amount(),
                        reserved.total().currency().getCurrencyCode());
        return call(
                () ->
                        http.post()
                                .uri("/charges")
                                .attribute(ORDER, charge.key())
                                .body(charge)
                                .retrieve()
                                .body(ProviderChargeResponse.class),
                document -> toAnswer(document, reserved.total()));
    }

    @Override
    public ProviderAnswer voidCharge(OrderId order, Money total) {
        return call(
                () ->
                        http.post()
                                .uri("/charges/{key}/void", order.value())
                                .attribute(ORDER, order.toString())
                                .retrieve()
                                .body(ProviderChargeResponse.class),
                document ->
                        new ProviderAnswer.Voided(
                                new Money(document.refunded(), total.currency())));
    }

    private ProviderAnswer call(
            Supplier<ProviderChargeResponse> request,
            Function<ProviderChargeResponse, ProviderAnswer> toAnswer) {
        try {
            return Optional.ofNullable(guard.call(request))
                    .map(toAnswer)
                    .orElseGet(() -> new ProviderAnswer.Unknown("empty response"));
        } catch (ResilientProviderCalls.NotCalled rejected) {
            return new ProviderAnswer.NotCalled(rejected.toString());
        } catch (RuntimeException e) {
            LOG.debug("Call to the payment provider failed", e);
            return new ProviderAnswer.Unknown(e.toString());
        }
    }

    private static ProviderAnswer toAnswer(ProviderChargeResponse document, Money total) {
        return switch (document.status()) {
            case "CHARGED" -> new ProviderAnswer.Charged();
            case "DECLINED" -> new ProviderAnswer.Declined("the provider declined the charge");
            case "VOIDED", "REFUNDED" ->
                    new ProviderAnswer.Voided(new Money(document.refunded(), total.currency()));
            default -> new ProviderAnswer.Unknown("unknown status: " + document.status());
        };
    }

    private record Charge(String key, String method, long amount, String currency) {}
}

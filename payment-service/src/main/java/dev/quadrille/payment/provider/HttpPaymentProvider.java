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

/// Asks the provider over HTTP. Whatever goes wrong on the way is an unknown outcome: the request
/// may have arrived.
final class HttpPaymentProvider implements PaymentProvider {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPaymentProvider.class);

    // The attribute of the request that its span takes over.
    private static final String ORDER = "order.id";

    private final RestClient http;
    private final ResilientProviderCalls guard;

    HttpPaymentProvider(RestClient http, ResilientProviderCalls guard) {
        this.http = http;
        this.guard = guard;
    }

    @Override
    public int admissible(int underWay) {
        return guard.admissible(underWay);
    }

    @Override
    public void onRecovery(Runnable listener) {
        guard.onRecovery(listener);
    }

    @Override
    public ProviderAnswer charge(StockReserved asked) {
        Charge charge =
                new Charge(
                        asked.orderId().toString(),
                        asked.paymentMethod().value(),
                        asked.total().amount(),
                        asked.total().currency().getCurrencyCode());
        return ask(
                () ->
                        http.post()
                                .uri("/charges")
                                .attribute(ORDER, charge.key())
                                .body(charge)
                                .retrieve()
                                .body(ProviderChargeResponse.class),
                document -> read(document, asked.total()));
    }

    @Override
    public ProviderAnswer voidCharge(OrderId order, Money total) {
        return ask(
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

    private ProviderAnswer ask(
            Supplier<ProviderChargeResponse> call,
            Function<ProviderChargeResponse, ProviderAnswer> reading) {
        try {
            return Optional.ofNullable(guard.call(call))
                    .map(reading)
                    .orElseGet(() -> new ProviderAnswer.Unknown("an empty answer"));
        } catch (ResilientProviderCalls.NotCalled refused) {
            return new ProviderAnswer.NotCalled(refused.toString());
        } catch (RuntimeException e) {
            LOG.debug("the provider gave no answer", e);
            return new ProviderAnswer.Unknown(e.toString());
        }
    }

    private static ProviderAnswer read(ProviderChargeResponse document, Money asked) {
        return switch (document.status()) {
            case "CHARGED" -> new ProviderAnswer.Charged();
            case "DECLINED" -> new ProviderAnswer.Declined("the provider declined the charge");
            case "VOIDED", "REFUNDED" ->
                    new ProviderAnswer.Voided(new Money(document.refunded(), asked.currency()));
            default ->
                    new ProviderAnswer.Unknown("a status that is not known: " + document.status());
        };
    }

    private record Charge(String key, String method, long amount, String currency) {}
}

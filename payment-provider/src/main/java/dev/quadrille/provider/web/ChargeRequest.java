package dev.quadrille.provider.web;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Currency;
import java.util.List;

/// The body of `POST /charges`. The amount is in minor units.
record ChargeRequest(
        @NotNull @Pattern(regexp = ChargeKey.PATTERN, message = ChargeKey.RULE) String key,
        @NotNull String method,
        @NotNull @PositiveOrZero Long amount,
        @NotNull String currency) {

    ChargeTerms terms() {
        TestPaymentMethod testMethod =
                TestPaymentMethod.of(method)
                        .orElseThrow(() ->
                                Problem.of(
                                        ProblemType.UNKNOWN_PAYMENT_METHOD,
                                        "The payment method is unknown."));
        return new ChargeTerms(testMethod, amount, currencyOf(currency));
    }

    private static Currency currencyOf(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "The body is invalid.",
                    List.of(
                            new Problem.FieldError(
                                    "/currency", "must be an ISO 4217 currency code")));
        }
    }
}

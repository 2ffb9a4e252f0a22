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

/// Asks to charge an amount in whole minor units.
record ChargeRequest(
        @NotNull @Pattern(regexp = ChargeKey.PATTERN, message = ChargeKey.RULE) String key,
        @NotNull String method,
        @NotNull @PositiveOrZero Long amount,
        @NotNull String currency) {

    ChargeTerms terms() {
        TestPaymentMethod known =
                TestPaymentMethod.of(method)
                        .orElseThrow(() ->
                                Problem.of(
                                        ProblemType.UNKNOWN_PAYMENT_METHOD,
                                        "The processor has no such method."));
        return new ChargeTerms(known, amount, currencyOf(currency));
    }

    private static Currency currencyOf(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "The body breaks a rule.",
                    List.of(new Problem.FieldError("/currency", "is a code of ISO 4217")));
        }
    }
}

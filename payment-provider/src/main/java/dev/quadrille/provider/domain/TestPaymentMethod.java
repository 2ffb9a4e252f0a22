package dev.quadrille.provider.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The test payment methods of the provider. The name describes the outcome.
public enum TestPaymentMethod {
    PM_OK,
    /// The card is declined.
    PM_DECLINED,
    /// The response is slow.
    PM_SLOW,
    /// The card is charged and the response is dropped.
    PM_TIMEOUT_CHARGED,
    /// The first attempt fails without a ledger entry.
    PM_ERROR_ONCE;

    /// Returns the token in requests, such as `pm_ok`.
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TestPaymentMethod> of(String token) {
        return Arrays.stream(values()).filter(method -> method.token().equals(token)).findFirst();
    }

    boolean isDeclined() {
        return this == PM_DECLINED;
    }
}

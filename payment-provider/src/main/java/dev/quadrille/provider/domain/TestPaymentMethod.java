package dev.quadrille.provider.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The means of payment that the processor knows, each named for what comes of it.
public enum TestPaymentMethod {
    PM_OK,
    /// The card is refused.
    PM_DECLINED,
    /// The answer takes long.
    PM_SLOW,
    /// The charge is made and its answer lost.
    PM_TIMEOUT_CHARGED,
    /// The first attempt fails and leaves nothing on record.
    PM_ERROR_ONCE;

    /// The token that clients send, such as `pm_ok`.
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

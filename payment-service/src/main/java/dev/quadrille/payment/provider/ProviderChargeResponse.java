package dev.quadrille.payment.provider;

import org.jspecify.annotations.Nullable;

/// What the provider answers to every request about a key.
record ProviderChargeResponse(
        String key, String status, @Nullable String currency, long charged, long refunded) {}

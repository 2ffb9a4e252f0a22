package dev.quadrille.payment.provider;

import org.jspecify.annotations.Nullable;

/// The response of the provider to each request for an idempotency key.
record ProviderChargeResponse(
        String key, String status, @Nullable String currency, long charged, long refunded) {}

package dev.quadrille.gateway.chaos;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Base URLs of the processes to which the gateway routes nothing, and sends chaos requests.
///
/// @param paymentProvider its scheme, host and port
/// @param gateway a name that resolves to all gateways; null if this is the only one
@ConfigurationProperties("quadrille.chaos")
public record ChaosAddresses(URI paymentProvider, @Nullable URI gateway) {}

package dev.quadrille.gateway.client;

import java.net.InetAddress;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Configures the trusted proxy and the client address.
@Configuration(proxyBeanMethods = false)
class ClientAddressConfiguration {

    /// Less than the TTL of the JVM's DNS cache (five seconds), which limits the actual lookups.
    private static final Duration DNS_REFRESH_INTERVAL = Duration.ofSeconds(1);

    @Bean
    TrustedProxy trustedProxy(@Value("${quadrille.trusted-proxy}") String host) {
        return new TrustedProxy(host, InetAddress::getAllByName).startRefresh(DNS_REFRESH_INTERVAL);
    }

    @Bean
    ClientAddress clientAddress(TrustedProxy trustedProxy) {
        return new ClientAddress(trustedProxy);
    }
}

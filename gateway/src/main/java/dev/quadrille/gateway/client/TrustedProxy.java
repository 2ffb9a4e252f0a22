package dev.quadrille.gateway.client;

import dev.quadrille.platform.connection.ExemptAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Trusted proxy: the load balancer in front of the gateways, the only peer whose `X-Forwarded-For`
/// is honoured. A background thread resolves its host name, so that a slow name server does not
/// block requests. If a lookup fails, the last known addresses remain valid.
final class TrustedProxy implements ExemptAddresses, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedProxy.class);

    @FunctionalInterface
    interface AddressLookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final String host;
    private final AddressLookup dns;
    private final ScheduledExecutorService refresh =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("trusted-proxy-dns").factory());
    private volatile Set<InetAddress> addresses = Set.of();

    /// @param host the host name; blank if there is no proxy
    TrustedProxy(String host, AddressLookup dns) {
        this.host = host;
        this.dns = dns;
    }

    /// Starts to resolve the host name, immediately and then after each interval.
    TrustedProxy startRefresh(Duration interval) {
        if (!host.isBlank()) {
            var _ =
                    refresh.scheduleWithFixedDelay(
                            this::resolve, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    private void resolve() {
        try {
            addresses = Set.of(dns.addresses(host));
        } catch (UnknownHostException | IllegalArgumentException unknown) {
            LOG.debug("Cannot resolve the trusted proxy {}", host, unknown);
        }
    }

    boolean matches(String literal) {
        Set<InetAddress> known = addresses;
        return !known.isEmpty() && known.contains(InetAddress.ofLiteral(literal));
    }

    /// All clients share the address of the proxy, so the connection limit per address must not
    /// apply to it.
    @Override
    public boolean contains(InetAddress address) {
        return addresses.contains(address);
    }

    @Override
    public void close() {
        refresh.shutdownNow();
    }
}

package dev.quadrille.gateway.ratelimit;

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

/// The load balancer before the gateways, if there is one: the only peer whose `X-Forwarded-For` is
/// believed. Its name is resolved beside the requests, because a name server that hangs must not
/// hold them up; while it gives no answer, the last addresses hold.
final class TrustedProxy implements ExemptAddresses, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedProxy.class);

    /// Looks up all addresses of a host.
    @FunctionalInterface
    interface AddressLookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final String host;
    private final AddressLookup names;
    private final ScheduledExecutorService refresh =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("balancer-address").factory());
    private volatile Set<InetAddress> addresses = Set.of();

    /// @param host its name, which may stand for other addresses later; blank if there is none
    TrustedProxy(String host, AddressLookup names) {
        this.host = host;
        this.names = names;
    }

    /// Resolves the name at once, and again after each interval.
    TrustedProxy refreshedEvery(Duration interval) {
        if (!host.isBlank()) {
            var _ =
                    refresh.scheduleWithFixedDelay(
                            this::resolve, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    private void resolve() {
        try {
            addresses = Set.of(names.addresses(host));
        } catch (UnknownHostException | IllegalArgumentException unknown) {
            LOG.debug("the load balancer {} has no address now", host, unknown);
        }
    }

    /// Whether a connection comes from it.
    boolean isAt(String literal) {
        Set<InetAddress> known = addresses;
        return !known.isEmpty() && known.contains(InetAddress.ofLiteral(literal));
    }

    /// All clients come from its address.
    @Override
    public boolean contains(InetAddress address) {
        return addresses.contains(address);
    }

    @Override
    public void close() {
        refresh.shutdownNow();
    }
}

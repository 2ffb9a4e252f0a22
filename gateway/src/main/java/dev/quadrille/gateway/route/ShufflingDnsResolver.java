package dev.quadrille.gateway.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Finds the replicas of a service behind its name: each new connection tries all addresses of the
/// name, in an order of its own, so that the connections spread over those that are there and pass
/// by one that is not.
final class ShufflingDnsResolver implements DnsResolver {

    private final DnsResolver names;

    ShufflingDnsResolver() {
        this(SystemDefaultDnsResolver.INSTANCE);
    }

    ShufflingDnsResolver(DnsResolver names) {
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = Arrays.asList(names.resolve(host));
        Collections.shuffle(addresses);
        return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }
}

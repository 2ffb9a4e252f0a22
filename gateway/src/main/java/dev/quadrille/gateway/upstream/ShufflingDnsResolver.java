package dev.quadrille.gateway.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Client-side load balancing over DNS: each new connection tries all addresses of the service name
/// in random order. Connections spread over the replicas and skip an unreachable one.
final class ShufflingDnsResolver implements DnsResolver {

    private final DnsResolver delegate;

    ShufflingDnsResolver() {
        this(SystemDefaultDnsResolver.INSTANCE);
    }

    ShufflingDnsResolver(DnsResolver delegate) {
        this.delegate = delegate;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = Arrays.asList(delegate.resolve(host));
        Collections.shuffle(addresses);
        return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return delegate.resolveCanonicalHostname(host);
    }
}

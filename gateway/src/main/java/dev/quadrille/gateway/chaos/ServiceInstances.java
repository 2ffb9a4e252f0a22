package dev.quadrille.gateway.chaos;

import dev.quadrille.gateway.loadbalancer.ServiceAddresses;
import dev.quadrille.gateway.upstream.TargetAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Finds all instances of a service: one for each address to which a host name of the service
/// resolves.
@Component
@Profile("chaos")
class ServiceInstances {

    private final ServiceAddresses services;
    private final ChaosAddresses others;
    private final DnsResolver resolver;

    @Autowired
    ServiceInstances(ServiceAddresses services, ChaosAddresses others) {
        this(services, others, SystemDefaultDnsResolver.INSTANCE);
    }

    ServiceInstances(ServiceAddresses services, ChaosAddresses others, DnsResolver resolver) {
        this.services = services;
        this.others = others;
        this.resolver = resolver;
    }

    /// Empty for the gateway if this process is the only one.
    List<ChaosInstance> of(ChaosTarget target) {
        return addresses(target).flatMap(this::instances).toList();
    }

    private Stream<URI> addresses(ChaosTarget target) {
        if (target.service().isPresent()) {
            return services.of(target.service().get()).stream();
        }
        return target.equals(ChaosTarget.GATEWAY)
                ? Optional.ofNullable(others.gateway()).stream()
                : Stream.of(others.paymentProvider());
    }

    private Stream<ChaosInstance> instances(URI url) {
        try {
            List<InetAddress> found = Arrays.asList(resolver.resolve(url.getHost()));
            // A loopback name has an IPv4 and an IPv6 address of the same process.
            return found.size() == 1 || found.getFirst().isLoopbackAddress()
                    ? Stream.of(instance(url.getAuthority(), url, found.getFirst()))
                    : found.stream().map(it -> instance(authority(it, url), url, it));
        } catch (UnknownHostException e) {
            // The request to the name fails and is reported.
            return Stream.of(new ChaosInstance(url.getAuthority(), url, Optional.empty()));
        }
    }

    private static ChaosInstance instance(String name, URI url, InetAddress address) {
        return new ChaosInstance(name, url, Optional.of(new TargetAddress(address)));
    }

    private static String authority(InetAddress instance, URI url) {
        String host = instance.getHostAddress();
        return (instance instanceof Inet6Address ? "[" + host + "]" : host) + ":" + url.getPort();
    }
}

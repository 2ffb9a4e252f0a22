package dev.quadrille.gateway.chaos;

import dev.quadrille.gateway.loadbalancer.ServiceAddresses;
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

/// Finds the base URLs of all instances of a service: one for each address to which a host name of
/// the service resolves.
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
    List<URI> of(ChaosTarget target) {
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

    private Stream<URI> instances(URI address) {
        try {
            List<InetAddress> found = Arrays.asList(resolver.resolve(address.getHost()));
            // A loopback name has an IPv4 and an IPv6 address of the same process.
            return found.size() == 1 || found.getFirst().isLoopbackAddress()
                    ? Stream.of(address)
                    : found.stream().map(it -> at(it, address));
        } catch (UnknownHostException e) {
            // The request to the name fails and is reported.
            return Stream.of(address);
        }
    }

    private static URI at(InetAddress instance, URI address) {
        String host = instance.getHostAddress();
        return URI.create(
                "%s://%s:%d"
                        .formatted(
                                address.getScheme(),
                                instance instanceof Inet6Address ? "[" + host + "]" : host,
                                address.getPort()));
    }
}

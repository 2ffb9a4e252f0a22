package dev.quadrille.gateway.loadbalancer;

import dev.quadrille.gateway.upstream.UpstreamFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.web.client.ResourceAccessException;

/// Client-side load balancer of one service. It sends calls to healthy instances. If no instance is
/// healthy, it sends them to all: a wrong verdict on all of them must not cause an outage.
public final class LoadBalancer {

    /// A call that could not connect for this long is not sent to another instance: the client has
    /// waited long enough.
    private static final Duration LATEST_FAILOVER = Duration.ofSeconds(1);

    private final String service;
    private final List<URI> urls;
    private final DnsResolver dns;
    private final BalancingAlgorithm algorithm;
    private final InstanceTransitions transitions;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<ServiceInstance> instances = List.of();

    LoadBalancer(
            String service,
            List<URI> urls,
            DnsResolver dns,
            BalancingAlgorithm algorithm,
            InstanceTransitions transitions) {
        this.service = service;
        this.urls = urls;
        this.dns = dns;
        this.algorithm = algorithm;
        this.transitions = transitions;
    }

    /// A call to one instance.
    @FunctionalInterface
    public interface InstanceCall<T> {

        /// Throws {@link ResourceAccessException} if the call fails.
        T send(ServiceInstance instance) throws Exception;
    }

    /// Sends a call to an instance. If no connection to it is possible, nothing was sent, so the
    /// call is sent to another healthy instance, whatever its method.
    ///
    /// @param tried instances that received the call before; they are avoided. The chosen instances
    ///   are added
    public <T> T call(Set<ServiceInstance> tried, InstanceCall<T> call) throws Exception {
        long start = System.nanoTime();
        while (true) {
            ServiceInstance instance = choose(tried);
            tried.add(instance);
            try {
                return call.send(instance);
            } catch (ResourceAccessException failure) {
                boolean inTime = System.nanoTime() - start < LATEST_FAILOVER.toNanos();
                if (!wasNotSent(failure, instance) || !hasOther(tried) || !inTime) {
                    throw failure;
                }
            }
        }
    }

    /// All instances, also those that are not healthy.
    public List<ServiceInstance> instances() {
        if (instances.isEmpty()) {
            refresh();
        }
        return instances;
    }

    /// Whether the balancer sends no calls to this instance, because others are healthy.
    public boolean hasRemoved(ServiceInstance instance) {
        return !instance.isHealthy() && healthy() > 0;
    }

    /// The number of healthy instances.
    long healthy() {
        return instances.stream().filter(ServiceInstance::isHealthy).count();
    }

    /// Looks up the host names. Keeps the instances of a host name that cannot be resolved.
    synchronized void refresh() {
        List<ServiceInstance> known = instances;
        instances =
                urls.stream()
                        .flatMap(url -> resolve(url, known))
                        .map(found ->
                                known.contains(found) ? known.get(known.indexOf(found)) : found)
                        .distinct()
                        .toList();
    }

    /// Records the result of a health probe, or of the attempt to connect.
    void record(ServiceInstance instance, boolean healthy) {
        if (instance.setHealthy(healthy)) {
            transitions.report(service, instance, healthy);
        }
    }

    private ServiceInstance choose(Set<ServiceInstance> tried) {
        List<ServiceInstance> all = instances();
        Predicate<ServiceInstance> healthy = ServiceInstance::isHealthy;
        Predicate<ServiceInstance> untried = it -> !tried.contains(it);
        return Stream.of(healthy.and(untried), healthy, untried, untried.negate())
                .map(rule -> all.stream().filter(rule).toList())
                .filter(candidates -> !candidates.isEmpty())
                .findFirst()
                .map(candidates -> algorithm.choose(candidates, turn.getAndIncrement()))
                .orElseThrow(() ->
                        new ResourceAccessException(
                                "No address of " + service + " is known",
                                new UnknownHostException(service)));
    }

    /// A single instance is never removed: nothing could take its place.
    private boolean wasNotSent(ResourceAccessException failure, ServiceInstance instance) {
        UpstreamFailure kind = UpstreamFailure.of(failure);
        if (kind == UpstreamFailure.UNREACHABLE && instances.size() > 1) {
            record(instance, false);
        }
        return kind == UpstreamFailure.UNREACHABLE || kind == UpstreamFailure.NO_FREE_CONNECTION;
    }

    private boolean hasOther(Set<ServiceInstance> tried) {
        return instances.stream().anyMatch(it -> it.isHealthy() && !tried.contains(it));
    }

    /// A name such as `localhost` can have IPv4 and IPv6 addresses of the same instance. Those of
    /// the preferred kind, which come first, are used.
    private Stream<ServiceInstance> resolve(URI url, List<ServiceInstance> known) {
        try {
            InetAddress[] addresses = dns.resolve(url.getHost());
            return Arrays.stream(addresses)
                    .filter(it -> it.getClass() == addresses[0].getClass())
                    .map(it -> new ServiceInstance(url, it));
        } catch (UnknownHostException _) {
            return known.stream().filter(it -> it.url().equals(url));
        }
    }
}

package dev.quadrille.gateway.loadbalancer;

import dev.quadrille.gateway.upstream.Upstream;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.annotation.PreDestroy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.stereotype.Component;

/// The load balancers of all services. Looks up their host names and probes the health of their
/// instances in the background. A service with one instance is not probed.
@Component
public final class LoadBalancers {

    private final Map<Upstream, LoadBalancer> balancers = new EnumMap<>(Upstream.class);
    private final HealthProbe probe;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("load-balancer").factory());
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    LoadBalancers(
            ServiceAddresses addresses,
            LoadBalancerProperties properties,
            HealthProbe probe,
            InstanceTransitions transitions,
            MeterRegistry meters) {
        this.probe = probe;
        for (Upstream service : Upstream.values()) {
            LoadBalancer balancer =
                    new LoadBalancer(
                            service.processName(),
                            addresses.of(service),
                            SystemDefaultDnsResolver.INSTANCE,
                            properties.algorithm(),
                            transitions);
            balancers.put(service, balancer);
            meters.gauge(
                    "quadrille.gateway.instances.healthy",
                    List.of(Tag.of("name", service.processName())),
                    balancer,
                    LoadBalancer::healthy);
        }
        long interval = properties.probeInterval().toMillis();
        var _ =
                scheduler.scheduleAtFixedRate(
                        this::checkAll, interval, interval, TimeUnit.MILLISECONDS);
    }

    public LoadBalancer of(Upstream service) {
        return Objects.requireNonNull(balancers.get(service));
    }

    /// Checks in parallel: a slow look-up or probe must not delay another.
    private void checkAll() {
        balancers.values().forEach(balancer -> executor.execute(() -> check(balancer)));
    }

    private void check(LoadBalancer balancer) {
        balancer.refresh();
        List<ServiceInstance> instances = balancer.instances();
        if (instances.size() == 1) {
            balancer.record(instances.getFirst(), true);
            return;
        }
        instances.stream()
                .filter(ServiceInstance::tryBeginProbe)
                .forEach(instance -> executor.execute(() -> probe(balancer, instance)));
    }

    private void probe(LoadBalancer balancer, ServiceInstance instance) {
        try {
            balancer.record(instance, probe.isHealthy(instance));
        } finally {
            instance.endProbe();
        }
    }

    @PreDestroy
    void close() {
        scheduler.shutdownNow();
        executor.shutdownNow();
    }
}

package dev.quadrille.gateway.loadbalancer;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Reports each removal and return of an instance as a metric and a log line.
@Component
final class InstanceTransitions {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceTransitions.class);

    private final MeterRegistry meters;

    InstanceTransitions(MeterRegistry meters) {
        this.meters = meters;
    }

    void report(String service, ServiceInstance instance, boolean healthy) {
        String state = healthy ? "healthy" : "removed";
        meters.counter("quadrille.gateway.instance.transitions", "name", service, "to", state)
                .increment();
        LOG.warn("Load balancer of {}: {} is {}", service, instance, state);
    }
}

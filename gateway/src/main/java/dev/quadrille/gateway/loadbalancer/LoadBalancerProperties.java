package dev.quadrille.gateway.loadbalancer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Settings of the load balancers, equal for all services.
///
/// @param probeInterval time between two health probes of an instance, and between two look-ups of
///   a host name
/// @param probeTimeout how long an instance may take to answer a probe. A failed instance is
///   removed within the sum of both
@ConfigurationProperties("quadrille.load-balancer")
record LoadBalancerProperties(
        BalancingAlgorithm algorithm, Duration probeInterval, Duration probeTimeout) {}

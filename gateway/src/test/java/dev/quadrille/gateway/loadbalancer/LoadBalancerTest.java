package dev.quadrille.gateway.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.gateway.upstream.UpstreamFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

class LoadBalancerTest {

    private static final InetAddress FIRST = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress SECOND = InetAddress.ofLiteral("10.0.0.2");
    private static final InetAddress THIRD = InetAddress.ofLiteral("10.0.0.3");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("fd00::1");

    private final FakeDns dns = new FakeDns();

    @Test
    void roundRobinCallsEachInstanceInTurn() throws Exception {
        LoadBalancer balancer = balancer(BalancingAlgorithm.ROUND_ROBIN, FIRST, SECOND, THIRD);

        List<ServiceInstance> called = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            called.add(choose(balancer));
        }

        assertThat(called.subList(0, 3)).containsExactlyElementsOf(balancer.instances());
        assertThat(called.subList(3, 6)).containsExactlyElementsOf(balancer.instances());
    }

    @Test
    void leastOutstandingAvoidsBusyInstance() throws Exception {
        LoadBalancer balancer = balancer(BalancingAlgorithm.LEAST_OUTSTANDING, FIRST, SECOND);
        ServiceInstance busy = balancer.instances().getFirst();
        ServiceInstance idle = balancer.instances().getLast();
        busy.begin();

        assertThat(choose(balancer)).isSameAs(idle);
        assertThat(choose(balancer)).isSameAs(idle);

        busy.end();
        idle.begin();
        assertThat(choose(balancer)).isSameAs(busy);
    }

    @Test
    void leastOutstandingTakesTurnsAmongEquals() throws Exception {
        LoadBalancer balancer = balancer(BalancingAlgorithm.LEAST_OUTSTANDING, FIRST, SECOND);

        assertThat(List.of(choose(balancer), choose(balancer)))
                .containsExactlyInAnyOrderElementsOf(balancer.instances());
    }

    @Test
    void callsNoInstanceThatFailedItsProbeUntilItReturns() throws Exception {
        LoadBalancer balancer = balancer(BalancingAlgorithm.ROUND_ROBIN, FIRST, SECOND);
        ServiceInstance failed = balancer.instances().getFirst();

        balancer.record(failed, false);
        assertThat(List.of(choose(balancer), choose(balancer))).doesNotContain(failed);
        assertThat(balancer.hasRemoved(failed)).isTrue();

        balancer.record(failed, true);
        assertThat(List.of(choose(balancer), choose(balancer))).contains(failed);
        assertThat(balancer.hasRemoved(failed)).isFalse();
    }

    @Test
    void callsAllInstancesIfNoneIsHealthy() throws Exception {
        LoadBalancer balancer = balancer(BalancingAlgorithm.ROUND_ROBIN, FIRST, SECOND);
        balancer.instances().forEach(instance -> balancer.record(instance, false));

        assertThat(List.of(choose(balancer), choose(balancer)))
                .containsExactlyInAnyOrderElementsOf(balancer.instances());
        assertThat(balancer.hasRemoved(balancer.instances().getFirst())).isFalse();
    }

    @Test
    void sendsCallToAnotherInstanceIfConnectionIsRefused() throws Exception {
        LoadBalancer balancer = balancer(BalancingAlgorithm.ROUND_ROBIN, FIRST, SECOND);
        ServiceInstance refusing = balancer.instances().getFirst();
        List<ServiceInstance> called = new ArrayList<>();

        ServiceInstance answered =
                balancer.call(
                        new HashSet<>(),
                        instance -> {
                            called.add(instance);
                            if (instance.equals(refusing)) {
                                throw failure(new ConnectException());
                            }
                            return instance;
                        });

        assertThat(called).containsExactly(refusing, answered);
        assertThat(balancer.hasRemoved(refusing)).isTrue();
    }

    @Test
    void failsIfAllInstancesRefuse() {
        LoadBalancer balancer = balancer(BalancingAlgorithm.ROUND_ROBIN, FIRST, SECOND);
        List<ServiceInstance> called = new ArrayList<>();

        assertThatThrownBy(() -> callAndFail(balancer, called, new ConnectException()))
                .isInstanceOf(ResourceAccessException.class);
        assertThat(called).containsExactlyInAnyOrderElementsOf(balancer.instances());
    }

    @Test
    void neverSendsAgainWhatMayHaveArrived() {
        LoadBalancer balancer = balancer(BalancingAlgorithm.ROUND_ROBIN, FIRST, SECOND);
        List<ServiceInstance> called = new ArrayList<>();

        assertThatThrownBy(() -> callAndFail(balancer, called, new SocketTimeoutException()))
                .isInstanceOf(ResourceAccessException.class);
        assertThat(called).hasSize(1);
        assertThat(balancer.healthy()).isEqualTo(2);
    }

    @Test
    void neverRemovesTheOnlyInstance() {
        LoadBalancer balancer = balancer(BalancingAlgorithm.ROUND_ROBIN, FIRST);

        assertThatThrownBy(() -> callAndFail(balancer, new ArrayList<>(), new ConnectException()))
                .isInstanceOf(ResourceAccessException.class);
        assertThat(balancer.healthy()).isEqualTo(1);
    }

    @Test
    void avoidsInstancesThatReceivedTheCallBefore() throws Exception {
        LoadBalancer balancer = balancer(BalancingAlgorithm.LEAST_OUTSTANDING, FIRST, SECOND);
        HashSet<ServiceInstance> tried = new HashSet<>();

        ServiceInstance first = balancer.call(tried, instance -> instance);
        ServiceInstance second = balancer.call(tried, instance -> instance);

        assertThat(second).isNotEqualTo(first);
        ServiceInstance third = balancer.call(tried, instance -> instance);
        assertThat(third).as("no other").isIn(first, second);
    }

    @Test
    void followsAddressesOfHostName() throws Exception {
        LoadBalancer balancer = balancer(BalancingAlgorithm.ROUND_ROBIN, FIRST, SECOND);
        ServiceInstance kept = balancer.instances().getLast();
        kept.begin();

        dns.addresses.put("service", List.of(SECOND, THIRD));
        balancer.refresh();

        assertThat(balancer.instances())
                .containsExactly(instance(SECOND), instance(THIRD))
                .first()
                .isSameAs(kept);
    }

    @Test
    void keepsInstancesIfHostNameCannotBeResolved() {
        LoadBalancer balancer = balancer(BalancingAlgorithm.ROUND_ROBIN, FIRST, SECOND);
        assertThat(balancer.instances()).hasSize(2);

        dns.addresses.clear();
        balancer.refresh();

        assertThat(balancer.instances()).containsExactly(instance(FIRST), instance(SECOND));
    }

    @Test
    void usesAddressesOfPreferredKindOnly() {
        assertThat(balancer(BalancingAlgorithm.ROUND_ROBIN, FIRST, IPV6).instances())
                .containsExactly(instance(FIRST));
    }

    @Test
    void isUnreachableWithoutAddress() {
        LoadBalancer balancer = balancer(BalancingAlgorithm.ROUND_ROBIN);

        assertThatThrownBy(() -> choose(balancer))
                .isInstanceOf(ResourceAccessException.class)
                .satisfies(failure ->
                        assertThat(UpstreamFailure.of(failure))
                                .isEqualTo(UpstreamFailure.UNREACHABLE));
    }

    private LoadBalancer balancer(BalancingAlgorithm algorithm, InetAddress... addresses) {
        if (addresses.length > 0) {
            dns.addresses.put("service", List.of(addresses));
        }
        return new LoadBalancer(
                "service",
                List.of(URI.create("http://service:80")),
                dns,
                algorithm,
                new InstanceTransitions(new SimpleMeterRegistry()));
    }

    private static ServiceInstance instance(InetAddress address) {
        return new ServiceInstance(URI.create("http://service:80"), address);
    }

    private static ServiceInstance choose(LoadBalancer balancer) throws Exception {
        return balancer.call(new HashSet<>(), instance -> instance);
    }

    private static void callAndFail(
            LoadBalancer balancer, List<ServiceInstance> called, IOException cause)
            throws Exception {
        balancer.call(
                new HashSet<>(),
                instance -> {
                    called.add(instance);
                    throw failure(cause);
                });
    }

    private static ResourceAccessException failure(IOException cause) {
        return new ResourceAccessException("failed", cause);
    }

    private static final class FakeDns implements DnsResolver {

        private final Map<String, List<InetAddress>> addresses = new HashMap<>();

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            List<InetAddress> found = addresses.get(host);
            if (found == null) {
                throw new UnknownHostException(host);
            }
            return found.toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}

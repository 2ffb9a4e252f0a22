package dev.quadrille.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;

class ShufflingDnsResolverTest {

    private static final InetAddress ONE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("127.0.0.2");

    @Test
    void triesAllAddressesBeginningNowWithOneAndNowWithAnother() {
        InMemoryDnsResolver names = new InMemoryDnsResolver();
        names.add("order-service", ONE, OTHER);
        ShufflingDnsResolver replicas = new ShufflingDnsResolver(names);
        assertThat(IntStream.range(0, 100).mapToObj(_ -> resolve(replicas)))
                .allSatisfy(found -> assertThat(found).containsExactlyInAnyOrder(ONE, OTHER))
                .extracting(found -> found[0])
                .contains(ONE, OTHER);
    }

    private static InetAddress[] resolve(ShufflingDnsResolver replicas) {
        try {
            return replicas.resolve("order-service");
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}

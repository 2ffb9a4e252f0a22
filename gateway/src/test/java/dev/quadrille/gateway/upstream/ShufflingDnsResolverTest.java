package dev.quadrille.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;

class ShufflingDnsResolverTest {

    private static final InetAddress FIRST = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress SECOND = InetAddress.ofLiteral("127.0.0.2");

    @Test
    void returnsAllAddressesInRandomOrder() {
        InMemoryDnsResolver dns = new InMemoryDnsResolver();
        dns.add("order-service", FIRST, SECOND);
        ShufflingDnsResolver resolver = new ShufflingDnsResolver(dns);
        assertThat(IntStream.range(0, 100).mapToObj(_ -> resolve(resolver)))
                .allSatisfy(
                        addresses -> assertThat(addresses).containsExactlyInAnyOrder(FIRST, SECOND))
                .extracting(addresses -> addresses[0])
                .contains(FIRST, SECOND);
    }

    private static InetAddress[] resolve(ShufflingDnsResolver resolver) {
        try {
            return resolver.resolve("order-service");
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
